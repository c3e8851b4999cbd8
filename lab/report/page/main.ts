import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/summary.css";
import "./styles/monitors.css";
import "./styles/dashboard.css";
import "./styles/widgets.css";
import "./styles/trace.css";
import { h } from "./dom";
import { heads, loadRun } from "./load";
import { runView } from "./run-view";
import { readPlace, writePlace, type Place } from "./place";
import { shell } from "./shell";
import { sweepCharts } from "./chart/chart";
import { startTheme } from "./theme";

const all = heads();
let place: Place = readPlace(all.length);
let redraw: () => void = () => undefined;
const theme = startTheme(() => redraw());
const content = h("main", { id: "main" });

document.body.append(
  ...shell({
    heads: all,
    run: place.run,
    onRun: (run) => {
      place = { run, tab: place.tab };
      writePlace(place);
      void open();
    },
    onTheme: () => theme.toggle(),
    content,
  }),
);
void open();

async function open(): Promise<void> {
  content.setAttribute("aria-busy", "true");
  const { run } = place;
  const loaded = await loadRun(run);
  // The reader may have gone on to another run.
  if (run !== place.run) return;
  const view = runView(loaded, {
    go(next) {
      place = { ...place, ...next };
      writePlace(place);
    },
  });
  redraw = () => {
    content.replaceChildren(view(place.tab));
    queueMicrotask(sweepCharts);
  };
  redraw();
  content.removeAttribute("aria-busy");
}
