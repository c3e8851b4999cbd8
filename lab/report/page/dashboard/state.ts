import type { RunReport } from "../../model";
import type { Choices } from "../place";
import type { Range } from "../time";
import type { ReadDashboard } from "./read-dashboard";

/** What the reader chose on a dashboard. */
export interface DashboardState {
  range: Range;
  variables: Record<string, readonly string[]>;
}

export function initialState(
  dashboard: ReadDashboard,
  { from, to }: RunReport,
  { range = { from, to }, variables = {} }: Choices = {},
): DashboardState {
  return { range, variables: { ...defaultsOf(dashboard), ...variables } };
}

/** What of a state is not there from the beginning. */
export function choicesOf(
  dashboard: ReadDashboard,
  { from, to }: RunReport,
  { range, variables }: DashboardState,
): Choices {
  const defaults = defaultsOf(dashboard);
  const own = Object.entries(variables).filter(
    ([name, values]) => values.join() !== defaults[name]?.join(),
  );
  const isZoomed = range.from !== from || range.to !== to;
  return {
    ...(isZoomed ? { range } : {}),
    ...(own.length > 0 ? { variables: Object.fromEntries(own) } : {}),
  };
}

export function defaultsOf({ variables }: ReadDashboard): Record<string, readonly string[]> {
  return Object.fromEntries(
    variables.map(({ name, defaults }) => [name, defaults.length > 0 ? defaults : ["*"]]),
  );
}

/** Values of each variable, with the tag that they filter; the tag is empty where each value names it. */
export type ChosenVariables = Readonly<
  Record<string, { readonly prefix: string; readonly values: readonly string[] }>
>;

export function chosen({ variables }: ReadDashboard, state: DashboardState): ChosenVariables {
  return Object.fromEntries(
    variables.map(({ name, prefix }) => [name, { prefix, values: state.variables[name] ?? [] }]),
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
