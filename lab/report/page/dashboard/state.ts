import type { RunReport } from "../../model";
import type { Range } from "../time";
import type { ReadDashboard } from "./read-dashboard";

/** What the reader chose on a dashboard. */
export interface DashboardState {
  range: Range;
  variables: Record<string, readonly string[]>;
}

export function initialState(dashboard: ReadDashboard, report: RunReport): DashboardState {
  return {
    range: { from: report.from, to: report.to },
    variables: defaultsOf(dashboard),
  };
}

export function defaultsOf({ variables }: ReadDashboard): Record<string, readonly string[]> {
  return Object.fromEntries(
    variables.map(({ name, defaults }) => [name, defaults.length > 0 ? defaults : ["*"]]),
  );
}

export interface RangeChoice {
  readonly label: string;
  readonly range: Range;
}

const HOUR = 3_600;

/** The ranges that are offered by name. */
export function rangeChoices({ from, to, onset }: RunReport): RangeChoice[] {
  const incident = { from: Math.max(from, onset - HOUR / 2), to: Math.min(to, onset + HOUR) };
  const choices = [
    { label: "Whole run", range: { from, to } },
    { label: "The incident’s first hour", range: incident },
    { label: "Last hour", range: { from: Math.max(from, to - HOUR), to } },
  ];
  return choices.filter(({ range }) => range.to > range.from);
}
