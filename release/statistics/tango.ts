import type { Interval } from "./interval";

/** On how many of how many cases two versions differ. */
export interface Discordance {
  readonly onlySecond: number;
  readonly onlyFirst: number;
  readonly cases: number;
}

/** Halvings of an interval of 2: below the precision of a number. */
const HALVINGS = 60;

/**
 * Score interval of the difference of two shares of the same cases, second minus first. Of all margins,
 * counts and shares that were enumerated, its one-sided chance of error stays below what it promises;
 * exact bounds of both shares apart take up to three times the cases.
 *
 * @param z standard normal quantile of one side
 * @see Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions for
 * the paired-sample design. Statistics in Medicine 17, 891–908.
 */
export function tango(counts: Discordance, z: number): Interval {
  if (counts.cases === 0) return { low: -1, high: 1 };
  const { onlySecond, onlyFirst, cases } = counts;
  const seen = (onlySecond - onlyFirst) / cases;
  return {
    low: crossing(-1, seen, (difference) => standardized(counts, difference) <= z),
    high: crossing(seen, 1, (difference) => standardized(counts, difference) <= -z),
  };
}

/** Where a condition that fails at the lower end and holds at the upper one begins to hold. */
function crossing(from: number, to: number, holds: (difference: number) => boolean): number {
  let [low, high] = [from, to];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** How far the counts are from a difference, in standard errors of what is likeliest with it. */
function standardized({ onlySecond, onlyFirst, cases }: Discordance, difference: number): number {
  const lead = 2 * cases;
  const middle = (lead - onlySecond + onlyFirst) * difference - onlySecond - onlyFirst;
  const rest = -onlyFirst * difference * (1 - difference);
  const root = Math.sqrt(Math.max(0, middle * middle - 4 * lead * rest));
  // The likeliest share of cases that only the first version fails.
  const first = (root - middle) / (2 * lead);
  const variance = cases * (2 * first + difference * (1 - difference));
  const distance = onlySecond - onlyFirst - cases * difference;
  if (variance > 0) return distance / Math.sqrt(variance);
  return distance === 0 ? 0 : Math.sign(distance) * Infinity;
}
