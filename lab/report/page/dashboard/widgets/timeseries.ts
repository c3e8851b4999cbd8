import { chart } from "../../chart/chart";
import { dataTable } from "../../chart/data-table";
import type { Moment } from "../../chart/draw-layers";
import { legend } from "../../chart/legend";
import { hasValues, isValue, type Display, type Line, type Threshold } from "../../chart/lines";
import { isBeyond, verticalRange } from "../../chart/scale";
import { styled } from "../../colours";
import { h } from "../../dom";
import { format, type Unit } from "../../format";
import { record, records, text, type Json } from "../../json";
import { axisText, readAxis, type ReadAxis } from "../axis";
import type { Drawn, WidgetContext } from "../context";
import { isSent, linesOf, metricsOf } from "../evaluate";
import { readMarkers } from "../markers";
import { readRequest, type Request } from "../request";
import { noData } from "./message";

export function drawTimeseries(definition: Json, context: WidgetContext): Drawn {
  const requests = records(definition["requests"]);
  const drawn = requests.filter((request) => request["display_type"] !== "overlay");
  const overlays = requests.filter(
    (request) => request["display_type"] === "overlay" && !asksForEvents(request),
  );
  const read = drawn.map(readRequest);
  const lines: Line[] = [];
  drawn.forEach((request, index) => {
    const own = read[index];
    if (own) lines.push(...requestLines(request, own, context, lines.length));
  });
  if (!hasValues(lines)) return { body: noData(metricsOf(read), (name) => isSent(name, context)) };
  const unit = unitOfSide(drawn, read, false);
  const rightUnit = unitOfSide(drawn, read, true);
  const title = text(definition["title"]);
  const { marks: thresholds, unread } = readMarkers(definition);
  const [left, right] = [readAxis(definition["yaxis"]), readAxis(definition["right_yaxis"])];
  const notes = [
    ...axisNotes(lines, left, right),
    ...beyondText(lines, thresholds, left, unit),
    ...[...unread, ...left.unread].map((what) => `Not drawn: ${what}.`),
  ];
  const { range } = context;
  return {
    body: h(
      "div",
      { class: "timeseries" },
      chart({
        ...{ title, range, lines, unit, thresholds },
        axis: left.axis,
        rightAxis: { ...right.axis, unit: rightUnit },
        moments: overlays.flatMap((request) => releases(readRequest(request), context)),
        onZoom: (zoomed) => context.zoom(zoomed),
      }),
      ...notes.map((note) => h("p", { class: "beyond" }, note)),
      legend(lines, unit),
    ),
    table: () => dataTable(title, lines, unit),
  };
}

function requestLines(
  request: Json,
  read: Request,
  context: WidgetContext,
  firstPosition: number,
): Line[] {
  const display = displayOf(text(request["display_type"], "line"));
  const style = record(request["style"]);
  const [type, width] = [text(style["line_type"], "solid"), text(style["line_width"], "normal")];
  return linesOf(read, context, firstPosition).map((line) => ({
    ...line,
    display,
    ...(request["on_right_yaxis"] === true ? { right: true, unit: read.formulas[0]?.unit } : {}),
    look: styled(line.look, type, width),
  }));
}

function displayOf(name: string): Display {
  const found = (["line", "bars", "area"] as const).find((one) => one === name);
  if (!found) throw new Error(`Graphs of type "${name}" are not drawn.`);
  return found;
}

function unitOfSide(drawn: readonly Json[], read: readonly Request[], isRight: boolean): Unit {
  const at = drawn.findIndex((request) => (request["on_right_yaxis"] === true) === isRight);
  return read[at]?.formulas[0]?.unit;
}

/** What one cannot see: which series an axis measures, and what its scale is. */
function axisNotes(lines: readonly Line[], left: ReadAxis, right: ReadAxis): string[] {
  const onRight = lines.filter((line) => line.right === true).map(({ label }) => label);
  const kinds = [...new Set(lines.map(({ display = "line" }) => display))];
  const names = { line: "lines", bars: "bars", area: "areas" };
  return [
    ...axisText(left, "Left axis"),
    ...(kinds.length > 1 && onRight.length === 0
      ? [`On one axis: ${kinds.map((kind) => names[kind]).join(", ")}.`]
      : []),
    ...(onRight.length > 0 ? [`Right axis: ${onRight.join(", ")}.`] : []),
    ...(onRight.length > 0 ? axisText(right, "Right axis") : []),
    ...(left.axis.scale === "log" && lines.some(hasNoLogarithm)
      ? ["Not drawn: values of 0 and below, which a logarithmic scale does not have."]
      : []),
  ];
}

function hasNoLogarithm({ values }: Line): boolean {
  return Array.from(values).some((value) => isValue(value) && value <= 0);
}

function beyondText(
  lines: readonly Line[],
  thresholds: readonly Threshold[],
  { axis }: ReadAxis,
  unit: Unit,
): string[] {
  const left = lines.filter((line) => line.right !== true);
  const shown = verticalRange(left, thresholds, axis);
  const beyond = thresholds.filter((one) => isBeyond(one, shown));
  if (beyond.length === 0) return [];
  const named = beyond.map(({ label, value }) => `${label} ${format(value, unit)}`);
  return [`Beyond the scale: ${named.join(", ")}`];
}

/** Nobody sends events to the lab: an overlay of them is empty there. */
function asksForEvents(request: Json): boolean {
  return records(request["queries"]).some((query) => query["data_source"] === "events");
}

/** An overlay marks when something began. */
function releases(request: Request, context: WidgetContext): Moment[] {
  return linesOf(request, context).flatMap(({ label, times, values }) => {
    const first = Array.from(values).findIndex((value) => (value ?? 0) > 0);
    if (first < 0) return [];
    return [{ time: times[first] ?? 0, label, kind: "release" as const }];
  });
}
