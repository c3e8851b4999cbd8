import type { GroupTags } from "../../../metrics";
import type { MonitorReport, RunReport } from "../../model";
import { chart } from "../chart/chart";
import { dataTable } from "../chart/data-table";
import type { Moment } from "../chart/draw-layers";
import { hasValues, type Line, type Threshold } from "../chart/lines";
import { look, type Look } from "../colours";
import { groupText } from "../dashboard/evaluate";
import { h } from "../dom";
import type { Range } from "../time";

const HEIGHT = 200;

export function groupLabel(group: GroupTags): string {
  return groupText(group) || "whole service";
}

/** The stretch over which monitors were evaluated. */
export function evaluatedRange({ monitors, from, to }: RunReport): Range {
  const starts = monitors.flatMap(({ groups }) =>
    groups.flatMap(({ states }) => states[0]?.from ?? []),
  );
  return { from: starts.length > 0 ? Math.max(from, Math.min(...starts)) : from, to };
}

/** The values of a metric monitor's groups. */
export function monitorLines({ groups }: MonitorReport, looks: ReadonlyMap<string, Look>): Line[] {
  return groups.map(({ group, times, values }, index) => ({
    label: groupLabel(group),
    times,
    values,
    step: (times[1] ?? 60) - (times[0] ?? 0),
    look: looks.get(groupLabel(group)) ?? look(index),
  }));
}

/** Value and thresholds of a metric monitor, a line per group. */
export function monitorChart(
  monitor: MonitorReport,
  lines: readonly Line[],
  report: RunReport,
  moments: readonly Moment[],
): HTMLElement {
  if (!hasValues(lines)) {
    return h("p", { class: "message empty" }, "It had no value in this run.");
  }
  const unit = monitor.unit;
  const [only] = monitor.groups;
  return chart({
    ...{ title: monitor.name, range: evaluatedRange(report), lines, unit, height: HEIGHT },
    thresholds: thresholdsOf(monitor),
    moments,
    // A condition's states say nothing of whether it pages; they are below the chart.
    shades: monitor.pages && monitor.groups.length === 1 && only ? only.states : [],
  });
}

/** The same values in numbers, made when they are asked for. */
export function monitorTable(monitor: MonitorReport, lines: readonly Line[]): HTMLElement {
  const table = h("div", {});
  const details = h("details", { class: "as-table" }, h("summary", {}, "Values as a table"), table);
  details.addEventListener("toggle", () => {
    if (!details.open || table.firstChild) return;
    table.append(dataTable(monitor.name, lines, monitor.unit));
  });
  return details;
}

function thresholdsOf({ threshold }: MonitorReport): Threshold[] {
  if (!threshold) return [];
  const { critical, warning } = threshold;
  return [
    { value: critical, label: "critical", severity: "critical" },
    ...(warning === undefined
      ? []
      : [{ value: warning, label: "warning", severity: "warning" as const }]),
  ];
}
