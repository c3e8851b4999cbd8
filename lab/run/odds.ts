import { walk } from "../query";
import type { MetricMonitor } from "../monitors";
import type { Measured } from "../scenarios";
import { probabilityOf, scatterOf, type Condition, type WindowOf } from "./chance";

/** What is left to chance: one verdict in ten thousand. */
export const ALPHA = 1e-4;

/** Requests of the service, as a scenario makes them. */
export interface Requests {
  /** In the mean, while the incident lasts. */
  readonly perMinute: number;
  /** In all, in so many minutes before it. */
  readonly before: (minutes: number) => number;
  /** In all, in so many minutes after it. */
  readonly after: (minutes: number) => number;
  /** There are none in one of the minutes that follow it. */
  readonly pausesAfter: (minutes: number) => boolean;
}

/** Of one measure with its guards: what chance makes of it while an incident moves into its window. */
export interface Odds {
  /** Minutes. */
  readonly window: number;
  /** Probability that it is in alert, where so many minutes of the window lie in the incident. */
  readonly fires: (minutesIn: number) => number;
  /** Probability that it has not recovered, where so many minutes of the window lie after the incident. */
  readonly stays: (minutesAfter: number) => number;
  /** Mean and standard deviation of what is measured. */
  readonly valueAt: (minutesIn: number) => { readonly mean: number; readonly scatter: number };
  /** Failures that are enough, whatever succeeds beside them; absent where no guard counts failures. */
  readonly enough: { readonly perMinute: number; readonly wanted: number } | undefined;
  /** What is expected in a window, in words. */
  readonly expected: string;
}

export function oddsOf(
  measured: Measured & { readonly share: number },
  requests: Requests,
  [measure, ...guards]: readonly [MetricMonitor, ...MetricMonitor[]],
): Odds {
  const window = measure.windowSeconds / 60;
  const condition = conditionOf(measure, guards);
  const deviation = measured.deviation ?? (isPercentile(measure) ? 0 : undefined);
  const scattered = { ...measured, ...(deviation === undefined ? {} : { deviation }) };
  const during = requests.perMinute;
  const coming = (minutesIn: number): WindowOf =>
    mixed(scattered, during * minutesIn, requests.before(window - minutesIn), minutesIn / window);
  const leaving = (minutesAfter: number): WindowOf => {
    const left = Math.max(0, window - minutesAfter);
    return mixed(scattered, during * left, requests.after(minutesAfter), left / window);
  };
  return {
    window,
    fires: (minutesIn) => probabilityOf(coming(Math.min(minutesIn, window)), condition),
    stays: (minutesAfter) =>
      probabilityOf(leaving(minutesAfter), { ...condition, threshold: recoveryThreshold(measure) }),
    valueAt: (minutesIn) => {
      const found = coming(minutesIn);
      return { mean: found.mean, scatter: scatterOf(found) };
    },
    enough: enoughFailures(measured, measured.share * during, window, condition),
    expected: expectedIn(measured.share * during * window, measured, condition),
  };
}

/**
 * What a window measures that holds requests of the incident and others.
 *
 * @param part Part of the window's time that lies in the incident: sums grow with time.
 */
function mixed(
  { share, before, during, deviation, sums = false }: Measured & { readonly share: number },
  inside: number,
  outside: number,
  part: number,
): WindowOf {
  // A group that comes with the incident has no events apart from it.
  const requests = inside + (before === undefined ? 0 : outside);
  const weight = sums ? part : inside / requests;
  const mean =
    before === undefined || requests === 0 ? during : before + (during - before) * weight;
  return {
    events: share * requests,
    mean,
    sums,
    ...(deviation === undefined ? {} : { deviation }),
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

function enoughFailures(
  { during, deviation }: Measured,
  perMinute: number,
  window: number,
  { threshold, failures: [guard] }: Condition,
): Odds["enough"] {
  if (!guard || deviation !== undefined) return undefined;
  const events = perMinute * window;
  const successes = Math.ceil(events + 6 * Math.sqrt(events));
  const wanted = Math.ceil((guard.atLeast + guard.usual * successes) / (1 - guard.usual));
  const isRate = 100 * wanted > threshold * (wanted + successes);
  return isRate ? { perMinute: (perMinute * during) / 100, wanted } : undefined;
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
