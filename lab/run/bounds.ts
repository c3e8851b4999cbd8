import type { MetricMonitor } from "../monitors";
import type { Expectation, Measured } from "../scenarios";
import { isPercentile, recoveryThreshold, type Requests } from "./odds";
import type { Range } from "./range";
import { likelihoodOf, type Likelihood } from "./sliding";

/** When an alert has to fire and recover, in minutes since the incident began, and with what number. */
export interface Bounds {
  readonly fires: Range;
  /** Absent where the incident does not end, or nothing is known of what is measured. */
  readonly recovers: Range | undefined;
  /** The number in the message of an alert that fires in a given minute. */
  readonly valueAt: ((minute: number) => Range) | undefined;
}

/** Evaluations that an alert may be late, and the part of its window, for noise. */
const LATE_EVALUATIONS = 3;
const NOISE_OF_WINDOW = 0.1;
/** Evaluations by which a moving value may be off, and the part of its change, for noise. */
const VALUE_EVALUATIONS = 1.5;
const NOISE_OF_CHANGE = 0.1;
/** Standard deviations that a value may be off: more than one in a million is not. */
const SCATTER = 5;

/** What an alert's measure says about time, in minutes. */
interface Timing {
  readonly window: number;
  readonly delay: number;
  readonly slack: number;
}

/**
 * A window slides into the incident: what it measures moves in proportion to the part that lies in it,
 * and crosses a threshold when that part is large enough. A percentile moves sooner, never later.
 *
 * @param ends Minute at which the incident ends.
 * @param measure Has the window and the thresholds; without one, only what the expectation says holds.
 * @param likelihood What chance leaves of the minutes, where the traffic is known.
 */
export function boundsOf(
  { measured, within, recoversWithin }: Expectation,
  ends: number | undefined,
  measure: MetricMonitor | undefined,
  likelihood?: Likelihood,
): Bounds {
  const known = measured && measure ? derive(measured, ends, measure, likelihood) : UNKNOWN;
  const derived = likelihood ? { ...known, ...byChance(likelihood, ends) } : known;
  const recovers: Range | undefined =
    ends === undefined || recoversWithin === undefined
      ? derived.recovers
      : [ends, ends + recoversWithin];
  return { ...derived, fires: within === undefined ? derived.fires : [0, within], recovers };
}

function byChance({ fires, recovers }: Likelihood, ends: number | undefined) {
  if (ends === undefined) return { fires, recovers: undefined };
  const [earliest, latest] = recovers;
  return { fires, recovers: [Math.max(fires[0], ends + earliest), ends + latest] as const };
}

/** Absent where an expectation does not say of what part of the traffic it speaks. */
export function likelihoodIn(
  { measured, also }: Expectation,
  monitors: readonly MetricMonitor[],
  requests: Requests | undefined,
  lasts: number,
): Likelihood | undefined {
  const all = [measured, also].flatMap((one) =>
    one?.share === undefined ? [] : [{ ...one, share: one.share }],
  );
  if (!requests || all.length === 0) return undefined;
  return likelihoodOf({ measured: all, requests, lasts }, monitors);
}

const UNKNOWN: Bounds = { fires: [0, Infinity], recovers: undefined, valueAt: undefined };

function derive(
  measured: Measured,
  ends: number | undefined,
  measure: MetricMonitor,
  likelihood: Likelihood | undefined,
): Bounds {
  const timing = timingOf(measure);
  const [earliest, latest] = recovery(measured, timing, measure);
  return {
    fires: firing(measured, timing, measure),
    recovers: ends === undefined ? undefined : [ends + earliest, ends + latest],
    valueAt: (minute) => valueRange(measured, timing, measure, minute, likelihood),
  };
}

function timingOf({ windowSeconds, frequency, definition }: MetricMonitor): Timing {
  const window = windowSeconds / 60;
  const slack = (LATE_EVALUATIONS * frequency) / 60 + NOISE_OF_WINDOW * window;
  return { window, delay: definition.evaluationDelay / 60, slack };
}

function firing(measured: Measured, timing: Timing, measure: MetricMonitor): Range {
  const { window, delay, slack } = timing;
  const { before, during } = measured;
  // A group that comes with the incident fires as soon as its guard lets it.
  if (before === undefined) return [0, delay + window + slack];
  const crossing = delay + window * share(measure.query.threshold, before, during);
  return [isPercentile(measure) ? 0 : Math.max(0, crossing - slack), crossing + slack];
}

/** In minutes after the end. */
function recovery(measured: Measured, timing: Timing, measure: MetricMonitor): Range {
  const { window, delay, slack } = timing;
  const { before, during } = measured;
  // A group that leaves with the incident keeps its value, until its guard or its window lets go.
  if (before === undefined) return [window / 2, delay + window + slack];
  const crossing = delay + window * share(recoveryThreshold(measure), during, before);
  // A guard may give way sooner where there is little traffic, but not before the window moves.
  return [
    Math.max(0, crossing - slack),
    isPercentile(measure) ? delay + window + slack : crossing + slack,
  ];
}

function valueRange(
  { before, during, tolerance }: Measured,
  { window, delay }: Timing,
  measure: MetricMonitor,
  minute: number,
  likelihood: Likelihood | undefined,
): Range {
  const start = before ?? during;
  const likely = likelihood?.valueAt(minute);
  const byChance = SCATTER * (likely?.scatter ?? 0);
  const noise = tolerance ?? Math.max(byChance, NOISE_OF_CHANGE * Math.abs(during - (before ?? 0)));
  if (isPercentile(measure))
    return [Math.min(start, during) - noise, Math.max(start, during) + noise];
  const perEvaluation = (Math.abs(during - start) * (measure.frequency / 60)) / window;
  const expected = likely?.mean ?? start + (during - start) * clamp((minute - delay) / window);
  const off = noise + VALUE_EVALUATIONS * perEvaluation;
  return [expected - off, expected + off];
}

/** Part of the window after which a value that moves from one number to another has reached a third. */
function share(reached: number, from: number, to: number): number {
  return from === to ? 1 : clamp((reached - from) / (to - from));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
