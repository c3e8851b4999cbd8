import type { MonitorReport, RunReport } from "../../model";
import { summary, type Line } from "../chart/lines";
import { swatch } from "../chart/swatch";
import type { Moment } from "../chart/draw-layers";
import { look, type Look } from "../colours";
import { h } from "../dom";
import { format } from "../format";
import { momentText } from "../time";
import {
  evaluatedRange,
  groupLabel,
  monitorChart,
  monitorLines,
  monitorTable,
} from "./monitor-chart";
import { stateStrip, timeAxis } from "./strip";

/** What the charts of an alert have in common. */
export interface LaneProps {
  readonly looks: ReadonlyMap<string, Look>;
  readonly moments: readonly Moment[];
}

/** The states of an alert's groups, one below the other on one axis of time. */
export function alertLanes(
  { groups }: MonitorReport,
  report: RunReport,
  { moments }: LaneProps,
): HTMLElement {
  if (groups.length === 0) return noGroup();
  const range = evaluatedRange(report);
  return h(
    "div",
    { class: "lanes" },
    ...groups.map(({ group, states, marks }) =>
      lane(h("span", { class: "lane-name" }, groupLabel(group)), stateStrip(states, marks, range)),
    ),
    lane(h("span", { class: "lane-name" }), timeAxis(range, moments), "axis"),
  );
}

/**
 * The values of a condition's groups, and when it holds for each: the names of the groups beside their
 * states are the legend of the lines above.
 */
export function conditionLanes(
  monitor: MonitorReport,
  report: RunReport,
  { looks, moments }: LaneProps,
): HTMLElement {
  const lines = monitorLines(monitor, looks);
  if (lines.length === 0) return noGroup();
  const range = evaluatedRange(report);
  return h(
    "div",
    { class: "lanes condition" },
    lane(thresholdText(monitor), monitorChart(monitor, lines, report, moments), "plot"),
    ...monitor.groups.map((group, index) =>
      lane(
        h(
          "span",
          { class: "lane-name" },
          lines[index] && swatch(lines[index].look),
          groupLabel(group.group),
          h("span", { class: "lane-group" }, highest(lines[index], monitor)),
        ),
        stateStrip(group.states, [], range, monitor.pages ? undefined : "holds"),
      ),
    ),
    monitorTable(monitor, lines),
  );
}

function lane(name: HTMLElement, body: HTMLElement, kind = ""): HTMLElement {
  return h("div", { class: `lane ${kind}` }, name, body);
}

function noGroup(): HTMLElement {
  return h("p", { class: "message empty" }, "No group appeared in this run.");
}

/** The beginning of the incident, where one is known, and the minute to which a link led. */
export function momentsOf(report: RunReport, minute?: number): Moment[] {
  const { onset, isReplay } = report;
  const begin: Moment = { time: onset, label: "incident begins", kind: "onset" };
  const known = isReplay === true ? [] : [begin];
  if (minute === undefined) return known;
  const label = momentText(report, minute);
  return [...known, { time: onset + minute * 60, label, kind: "linked" }];
}

/** A group looks the same in all charts of an alert, whichever of its conditions has it. */
export function looksOf(members: readonly MonitorReport[]): ReadonlyMap<string, Look> {
  const labels = members.flatMap(({ groups }) => groups.map(({ group }) => groupLabel(group)));
  return new Map([...new Set(labels)].map((label, index) => [label, look(index)]));
}

function highest(line: Line | undefined, { unit, threshold }: MonitorReport): string {
  if (!line) return "";
  if (threshold?.comparator.startsWith("<")) {
    const values = Array.from(line.values).filter((value) => value !== null);
    return `lowest ${format(Math.min(...values), unit)}`;
  }
  return `highest ${format(summary(line).max, unit)}`;
}

const COMPARISONS: Readonly<Record<string, (value: string) => string>> = {
  ">": (value) => `above ${value}`,
  ">=": (value) => `from ${value} on`,
  "<": (value) => `below ${value}`,
  "<=": (value) => `at ${value} and below`,
  "==": (value) => `at ${value}`,
  "!=": (value) => `at anything but ${value}`,
};

function thresholdText({ unit, threshold, pages }: MonitorReport): HTMLElement {
  if (!threshold) return h("span", {});
  const { comparator, critical, warning } = threshold;
  const compared = (value: number): string =>
    COMPARISONS[comparator]?.(format(value, unit)) ?? `${comparator} ${format(value, unit)}`;
  return h(
    "p",
    { class: "threshold-text" },
    h("strong", {}, pages ? "Alerts " : "Holds ", compared(critical)),
    warning !== undefined && h("span", {}, `warns ${compared(warning)}`),
  );
}
