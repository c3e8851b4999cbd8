import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/summary.css";
import "./styles/monitors.css";
import "./styles/dashboard.css";
import "./styles/widgets.css";
import "./styles/trace.css";
import "./styles/print.css";
import { h } from "./dom";
import { heads, loadRun } from "./load";
import { runView } from "./run-view";
import { overview } from "./overview";
import { OVERVIEW, readPlace, writePlace, type Place } from "./place";
import { shell } from "./shell";
import { sweepCharts } from "./chart/chart";
import { startPrinting } from "./printing";
import { startTheme } from "./theme";

const all = heads();
let place: Place = readPlace(all.length);
let redraw: () => void = () => undefined;
const theme = startTheme(() => redraw());
startPrinting(() => content);
const content = h("main", { id: "main" });
const top = shell({ heads: all, run: place.run, onRun: openRun, onTheme: theme.toggle, content });

document.body.append(...top.elements);
addEventListener("hashchange", followAddress);
writePlace(place, "same");
void draw();

function openRun(run: number): void {
  place = { run, tab: "summary" };
  writePlace(place);
  top.choose(run);
  scrollTo(0, 0);
  void draw();
}

/** Somebody followed a link within the page, went back, or changed the address. */
function followAddress(): void {
  const before = place;
  place = readPlace(all.length);
  top.choose(place.run);
  if (place.run === before.run) redraw();
  else void draw();
}

async function draw(): Promise<void> {
  content.setAttribute("aria-busy", "true");
  const { run } = place;
  const view =
    run === OVERVIEW ? ({ service }: Place) => overview(all, openRun, service) : await viewOf(run);
  // The reader may have gone on to another run.
  if (run !== place.run) return;
  redraw = () => {
    content.replaceChildren(view(place));
    queueMicrotask(sweepCharts);
  };
  redraw();
  content.removeAttribute("aria-busy");
}

async function viewOf(run: number): Promise<(place: Place) => HTMLElement> {
  return runView(await loadRun(run), {
    run,
    go(next, how) {
      place = { run, ...next };
      writePlace(place, how);
    },
  });
}
