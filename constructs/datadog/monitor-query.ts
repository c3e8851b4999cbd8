import { formatNumber, renderExpression, type Expression } from "./expression";

/** A monitor's window: minutes or hours. */
export type Window = `${number}m` | `${number}h`;

/** From the start of the month or of the day, in UTC, up to now. */
export type CumulativeWindow = "current_1mo" | "current_1d";

export type Comparator = ">" | ">=" | "<" | "<=";

/** What a metric monitor evaluates, up to the comparison. */
export interface Measure {
  /** How the window is reduced; `sum` is the only one that means anything for counts. */
  readonly aggregator: "sum" | "avg" | "percentile";
  readonly expression: Expression;
}

/**
 * Renders a `query alert`. The number equals the critical threshold: Datadog refuses anything else.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function renderMonitorQuery(
  measure: Measure,
  window: Window | CumulativeWindow,
  comparator: Comparator,
  critical: number,
): string {
  const span = isCumulative(window) ? window : `last_${window}`;
  const expression = renderExpression(measure.expression);
  return `${measure.aggregator}(${span}):${expression} ${comparator} ${formatNumber(critical)}`;
}

export function isCumulative(window: Window | CumulativeWindow): window is CumulativeWindow {
  return window.startsWith("current_");
}

/** Length of a window in minutes. */
function windowMinutes(window: Window): number {
  const amount = Number(window.slice(0, -1));
  return window.endsWith("h") ? amount * 60 : amount;
}

/** Longest window that Datadog evaluates every minute; longer ones react too late to page. */
const MAX_WINDOW_MINUTES = 24 * 60 - 1;

/** True for a window of whole minutes or hours, shorter than a day. */
export function isWindow(given: unknown): given is Window {
  if (typeof given !== "string" || !/^[1-9]\d{0,3}[mh]$/.test(given)) return false;
  return windowMinutes(given as Window) <= MAX_WINDOW_MINUTES;
}

/** A window in words, after a threshold: "over 10 minutes", "this month". */
export function describeWindow(window: Window | CumulativeWindow): string {
  if (isCumulative(window)) return window === "current_1mo" ? "this month" : "today";
  const amount = Number(window.slice(0, -1));
  const unit = window.endsWith("h") ? "hour" : "minute";
  return `over ${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
