/** What a window measures of one group: events come independently, at a steady rate. */
export interface WindowOf {
  /** Events that are expected in it. */
  readonly events: number;
  /** Mean of one event, in the unit of the thresholds; of a rate, percent that fail. */
  readonly mean: number;
  /** Standard deviation of one event; absent where it is a rate. */
  readonly deviation?: number;
  /** Absent for the mean over events; `true` for their sum. */
  readonly sums?: boolean;
}

/** When an alert is on: the measure is beyond the threshold, and all guards hold. */
export interface Condition {
  readonly threshold: number;
  readonly side: "above" | "below";
  /** Failures beyond a usual part of the events, at least. */
  readonly failures: readonly { readonly atLeast: number; readonly usual: number }[];
  /** Events, at least. */
  readonly volume: number;
}

/**
 * Probability that a window of chance meets a condition. Counts are Poisson, exactly; means and sums of
 * many events are taken as normal.
 */
export function probabilityOf(window: WindowOf, condition: Condition): number {
  if (window.events <= 0) return 0;
  return window.deviation === undefined
    ? probabilityOfRate(window, condition)
    : probabilityOfMean(window, condition);
}

/** Sums over the numbers of failures: for each, there may be so many successes and no more. */
function probabilityOfRate({ events, mean }: WindowOf, condition: Condition): number {
  const rate = Math.min(1, Math.max(0, mean / 100));
  const failures = poisson(events * rate);
  const successes = upTo(poisson(events * (1 - rate)));
  return failures.reduce((sum, probability, failed) => {
    return sum + probability * successes(mostSuccesses(failed, condition));
  }, 0);
}

/** Successes beside so many failures with which the condition still holds; below 0 where none will do. */
export function mostSuccesses(
  failed: number,
  { threshold, failures }: Pick<Condition, "threshold" | "failures">,
): number {
  const beyond = Math.ceil((failed * (100 - threshold)) / threshold - 1e-9) - 1;
  const guards = failures.map(({ atLeast, usual }) => {
    if (failed < atLeast) return -1;
    return usual === 0 ? Infinity : Math.floor((failed - atLeast) / usual + 1e-9) - failed;
  });
  return Math.min(beyond, ...guards);
}

/** Standard deviation of what a window measures. */
export function scatterOf({ events, mean, deviation, sums = false }: WindowOf): number {
  const rate = Math.min(1, Math.max(0, mean / 100));
  const single = deviation ?? 100 * Math.sqrt(rate * (1 - rate));
  return sums ? single * Math.sqrt(events) : single / Math.sqrt(Math.max(1, events));
}

function probabilityOfMean(window: WindowOf, { threshold, side, volume }: Condition): number {
  const { events, mean } = window;
  const scatter = scatterOf(window);
  const distance = (side === "above" ? mean - threshold : threshold - mean) / (scatter || 1e-9);
  return normal(distance) * (1 - upTo(poisson(events))(volume - 1));
}

/** Poisson probabilities, up to where they no longer count. */
export function poisson(mean: number): number[] {
  const last = Math.ceil(mean + 9 * Math.sqrt(mean) + 12);
  // In logarithms, because exp(-mean) is 0 from a mean of 746 on.
  let log = -mean;
  return Array.from({ length: last + 1 }, (_, count) => {
    if (count > 0) log += Math.log(mean / count);
    return Math.exp(log);
  });
}

/** Probability of at most so many. */
export function upTo(probabilities: readonly number[]): (count: number) => number {
  let sum = 0;
  const sums = probabilities.map((one) => (sum += one));
  return (count) => (count < 0 ? 0 : (sums[count] ?? 1));
}

/** Of the standard normal distribution, up to `z` (Abramowitz and Stegun, 26.2.17). */
function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const series = terms.reduce((sum, term, power) => sum + term * t ** (power + 1), 0);
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
