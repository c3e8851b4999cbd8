import { minus, percent, times, type Expression } from "../datadog/expression";
import type { Thresholds } from "./thresholds";

/** What a rate of failures counts: the same for the alert, its guard and every graph of it. */
export interface RateCounts {
  readonly failures: Expression;
  /** All events, the failed ones among them. */
  readonly events: Expression;
}

/** Failures as a percentage of the events. */
export function rateOf({ failures, events }: RateCounts): Expression {
  return percent(failures, events);
}

/**
 * The failures that the guard of a rate counts: those beyond half of the rate that warns. A plain number
 * of failures is reached by a busy service on every good day, and the guard would stand in alert while
 * all is well.
 */
export function unusualFailures(
  { failures, events }: RateCounts,
  thresholds: Thresholds,
): Expression {
  return minus(failures, times(usualPercent(thresholds) / 100, events));
}

/** The rate up to which failures are usual. */
export function usualPercent({ critical, warning }: Thresholds): number {
  return (warning ?? critical) / 2;
}
