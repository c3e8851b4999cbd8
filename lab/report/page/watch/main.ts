import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/shell.css";
import "../styles/trace.css";
import "../styles/watch.css";
import type { WatchState, WatchTrace } from "../../../watch/model";
import { h } from "../dom";
import { startTheme } from "../theme";
import { topBar } from "../top-bar";
import { alertsPanel } from "./alerts";
import { costsPanel } from "./costs";
import { metricsPanel } from "./metrics";
import { emptyPanel, factsPanel, hintsPanel } from "./overview";
import { TracesPanel } from "./traces";

const theme = startTheme(() => undefined);
const connection = h("span", { class: "badge nodata", role: "status" }, "Connecting");
const parts = {
  facts: h("div", {}),
  hints: h("div", {}),
  alerts: h("div", {}),
  costs: h("div", {}),
  metrics: h("div", {}),
};
const traces = new TracesPanel();

document.body.append(
  ...topBar({ name: "datadog-llm watch", middle: connection, onTheme: theme.toggle }),
  h(
    "main",
    { id: "main", class: "watch" },
    h("h1", {}, "What the service sends"),
    parts.facts,
    parts.hints,
    parts.alerts,
    traces.element,
    parts.costs,
    parts.metrics,
  ),
  h(
    "footer",
    { class: "foot" },
    "What arrived at the local agent since it was started, kept in memory. Nothing here came from ",
    "Datadog or goes there. Alerts are evaluated by Datadog’s documented rules.",
  ),
);

const source = new EventSource("/events");
source.addEventListener("open", () => connect("ok", "● Live"));
source.addEventListener("error", () => connect("alert", "Not connected"));
source.addEventListener("start", ({ data }) => traces.reset(read<WatchTrace[]>(data)));
source.addEventListener("traces", ({ data }) => traces.add(read<WatchTrace[]>(data)));
source.addEventListener("state", ({ data }) => draw(read<WatchState>(data)));

function read<T>(data: unknown): T {
  return JSON.parse(String(data)) as T;
}

function connect(kind: "ok" | "alert", text: string): void {
  connection.className = `badge ${kind}`;
  connection.textContent = text;
}

const drawn = new Map<HTMLElement, string>();

/** Draws a part anew where it has changed: what is being read or selected stays otherwise. */
function update(part: HTMLElement, data: unknown, view: () => HTMLElement | undefined): void {
  const text = JSON.stringify([data]);
  if (drawn.get(part) === text) return;
  drawn.set(part, text);
  const content = view();
  part.replaceChildren(...(content ? [content] : []));
}

function draw(state: WatchState): void {
  const { totals, startedAt, metrics, alerts, models, hints, setUp } = state;
  const isEmpty = metrics.length === 0 && traces.count === 0;
  update(parts.facts, [totals, startedAt], () => factsPanel(totals, startedAt));
  update(parts.hints, [hints, isEmpty, setUp], () =>
    isEmpty ? emptyPanel(setUp) : hintsPanel(hints),
  );
  update(parts.alerts, alerts, () => alerts && alertsPanel(alerts));
  update(parts.costs, models, () => (models.length > 0 ? costsPanel(models) : undefined));
  update(parts.metrics, metrics, () => (metrics.length > 0 ? metricsPanel(metrics) : undefined));
}
