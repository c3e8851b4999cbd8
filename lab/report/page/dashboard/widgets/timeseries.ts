import { metricQueries, parseExpression } from "../../../../query";
import { chart } from "../../chart/chart";
import { dataTable } from "../../chart/data-table";
import type { Moment } from "../../chart/draw-layers";
import { legend } from "../../chart/legend";
import { hasValues, type Line, type Threshold } from "../../chart/lines";
import { isBeyond, verticalRange } from "../../chart/scale";
import { h } from "../../dom";
import { format } from "../../format";
import { records, text, type Json } from "../../json";
import type { Drawn, WidgetContext } from "../context";
import { formulasOf, linesOf, queriesOf } from "../evaluate";
import { message, noData } from "./message";

/** Pixels of a widget's body, and of its legend. */
const BODY = 254;
const LEGEND_HEAD = 18;
const LEGEND_ROW = 18;
const MOST_LEGEND_ROWS = 5;

export function drawTimeseries(definition: Json, context: WidgetContext): Drawn {
  const requests = records(definition["requests"]);
  const drawn = requests.filter((request) => request["display_type"] !== "overlay");
  const overlays = requests.filter((request) => request["display_type"] === "overlay");
  const lines: Line[] = [];
  for (const request of drawn) lines.push(...linesOf(request, context, lines.length));
  if (!hasValues(lines)) return { body: noData(metricsOf(drawn), (name) => isSent(name, context)) };
  const display = displayOf(text(drawn[0]?.["display_type"], "line"));
  if (!display) {
    const kind = text(drawn[0]?.["display_type"]);
    return { body: message("problem", "Not supported", `Graphs of type "${kind}" are not drawn.`) };
  }
  const unit = formulasOf(drawn[0] ?? {})[0]?.unit;
  const title = text(definition["title"]);
  const thresholds = thresholdsOf(definition);
  const stacked = display !== "line";
  const beyond = thresholds.filter((one) =>
    isBeyond(one, verticalRange(lines, stacked, thresholds)),
  );
  const { range } = context;
  return {
    body: h(
      "div",
      { class: "timeseries" },
      chart({
        ...{ title, range, lines, display, unit, thresholds, height: heightFor(lines.length) },
        moments: overlays.flatMap((request) => releases(request, context)),
        onZoom: (zoomed) => context.zoom(zoomed),
      }),
      beyond.length > 0 &&
        h(
          "p",
          { class: "beyond" },
          "Beyond the scale: ",
          beyond.map(({ label, value }) => `${label} ${format(value, unit)}`).join(", "),
        ),
      legend(lines, unit, stacked),
    ),
    table: () => dataTable(title, lines, unit),
  };
}

/** What the legend leaves; of many series, it shows the first and scrolls. */
function heightFor(lines: number): number {
  return BODY - LEGEND_HEAD - LEGEND_ROW * Math.min(lines, MOST_LEGEND_ROWS);
}

function displayOf(name: string): "line" | "bars" | "area" | undefined {
  return (["line", "bars", "area"] as const).find((one) => one === name);
}

/** An overlay marks when something began. */
function releases(request: Json, context: WidgetContext): Moment[] {
  return linesOf(request, context).flatMap(({ label, times, values }) => {
    const first = Array.from(values).findIndex((value) => (value ?? 0) > 0);
    if (first < 0) return [];
    return [{ time: times[first] ?? 0, label, kind: "release" as const }];
  });
}

function thresholdsOf(definition: Json): Threshold[] {
  return records(definition["markers"]).flatMap((marker) => {
    const value = /^y\s*=\s*(-?[\d.]+)$/.exec(text(marker["value"]))?.[1];
    if (value === undefined) return [];
    const severity = text(marker["display_type"]).startsWith("error") ? "critical" : "warning";
    return [{ value: Number(value), label: text(marker["label"], severity), severity }];
  });
}

export function metricsOf(requests: readonly Json[]): string[] {
  return requests.flatMap((request) =>
    queriesOf(request).flatMap(({ query }) =>
      metricQueries(parseExpression(query)).map(({ metric }) => metric),
    ),
  );
}

export function isSent(metric: string, { store }: WidgetContext): boolean {
  return store.metric(metric) !== undefined;
}
