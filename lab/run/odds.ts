import { walk } from "../query";
import type { MetricMonitor } from "../monitors";
import type { Measured } from "../scenarios";
import { probabilityOf, scatterOf, type Condition, type WindowOf } from "./chance";

/** What is left to chance: one verdict in ten thousand. */
export const ALPHA = 1e-4;

/** Of one measure with its guards: what chance makes of it while an incident moves into its window. */
export interface Odds {
  /** Minutes. */
  readonly window: number;
  /** Probability that it is in alert, where so many minutes of the window lie in the incident. */
  readonly fires: (minutesIn: number) => number;
  /** Probability that it has not recovered, where so many minutes of the window lie after the incident. */
  readonly stays: (minutesAfter: number) => number;
  /** Standard deviation of what is measured. */
  readonly scatter: (minutesIn: number) => number;
  /** What is expected in a window, in words. */
  readonly expected: string;
}

/** @param perMinute Requests per minute of the service. */
export function oddsOf(
  measured: Measured & { readonly share: number },
  perMinute: number,
  [measure, ...guards]: readonly [MetricMonitor, ...MetricMonitor[]],
): Odds {
  const window = measure.windowSeconds / 60;
  const events = measured.share * perMinute;
  const condition = conditionOf(measure, guards);
  const windowOf = (minutesIn: number): WindowOf => {
    const { before, during, sums = false } = measured;
    // A group that comes with the incident has no events from before it.
    const present = before === undefined ? minutesIn : window;
    const mean = before === undefined ? during : before + ((during - before) * minutesIn) / window;
    const deviation = measured.deviation ?? (isPercentile(measure) ? 0 : undefined);
    return { events: events * present, mean, sums, ...(deviation === undefined ? {} : { deviation }) };
  };
  const probability = (minutesIn: number, threshold: number): number =>
    probabilityOf(windowOf(minutesIn), { ...condition, threshold });
  return {
    window,
    fires: (minutesIn) => probability(Math.min(minutesIn, window), measure.query.threshold),
    stays: (minutesAfter) =>
      probability(Math.max(0, window - minutesAfter), recoveryThreshold(measure)),
    scatter: (minutesIn) => scatterOf(windowOf(minutesIn)),
    expected: expectedIn(events * window, measured, condition),
  };
}

/** Guards count failures, and are in alert from some number on; or events, and are below it. */
function conditionOf(measure: MetricMonitor, guards: readonly MetricMonitor[]): Condition {
  const counted = guards.map(({ query }) => query);
  const volumes = counted.filter(({ comparator }) => comparator === "<");
  return {
    threshold: measure.query.threshold,
    side: measure.query.comparator.startsWith(">") ? "above" : "below",
    failures: counted
      .filter(({ comparator }) => comparator === ">=")
      .map(({ threshold, expression }) => ({ atLeast: threshold, usual: factorIn(expression) })),
    volume: Math.max(0, ...volumes.map(({ threshold }) => threshold)),
  };
}

/** The part of the events that a guard takes off: the only number in it. */
function factorIn(expression: MetricMonitor["query"]["expression"]): number {
  let factor = 0;
  walk(expression, (node) => {
    if (node.kind === "number") factor = node.value;
  });
  return factor;
}

function expectedIn(events: number, measured: Measured, { failures, volume }: Condition): string {
  const { during, deviation } = measured;
  const wanted = failures.map(({ atLeast }) => atLeast);
  if (deviation === undefined && wanted.length > 0) {
    return `${rounded((events * during) / 100)} failures are expected in it, and ${Math.max(...wanted)} are wanted`;
  }
  if (volume > 0) return `${rounded(events)} events are expected in it, and ${volume} are wanted`;
  return `${rounded(during)} is expected of its ${rounded(events)} events`;
}

export function isPercentile({ query }: MetricMonitor): boolean {
  return query.aggregator.name === "percentile";
}

/** An alert that falls to a warning has not recovered. */
export function recoveryThreshold({ query, definition }: MetricMonitor): number {
  const { warningRecovery, warning, criticalRecovery } = definition.thresholds;
  return warningRecovery ?? warning ?? criticalRecovery ?? query.threshold;
}

export function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}
