import { formatNumber, renderExpression, type Expression } from "./expression";

/** A monitor's window: minutes or hours. */
export type Window = `${number}m` | `${number}h`;

export type Comparator = ">" | ">=" | "<" | "<=";

/** What a metric monitor evaluates, up to the comparison. */
export interface Measure {
  /** How the window is reduced; `sum` is the only one that means anything for counts. */
  readonly aggregator: "sum" | "avg" | "percentile";
  readonly expression: Expression;
  /** Evaluates the change against the same window this much earlier. */
  readonly change?: "1d";
}

/**
 * Renders a `query alert`. The number equals the critical threshold: Datadog refuses anything else.
 *
 * @see https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function renderMonitorQuery(
  measure: Measure,
  window: Window,
  comparator: Comparator,
  critical: number,
): string {
  const evaluated = `${measure.aggregator}(last_${window})`;
  const reduced = measure.change ? `change(${evaluated},last_${measure.change})` : evaluated;
  const expression = renderExpression(measure.expression);
  return `${reduced}:${expression} ${comparator} ${formatNumber(critical)}`;
}

/** Length of a window in minutes. */
export function windowMinutes(window: Window): number {
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

/** A window in words: "10 minutes", "1 hour". */
export function describeWindow(window: Window): string {
  const amount = Number(window.slice(0, -1));
  const unit = window.endsWith("h") ? "hour" : "minute";
  return amount === 1 ? `1 ${unit}` : `${amount} ${unit}s`;
}
