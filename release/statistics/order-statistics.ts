import { betaBelow } from "./special/beta";

/** Ranks, from 1, of the sorted values between which a quantile lies. */
export interface QuantileRanks {
  readonly low: number;
  readonly high: number;
  /** How often it does; at least the confidence that was asked for. */
  readonly coverage: number;
}

/**
 * Interval of a quantile that assumes nothing about the distribution: between two of the sorted values.
 * Undefined where there are too few values for the confidence.
 *
 * @see Conover, W. J. (1999). Practical Nonparametric Statistics, 3rd ed., section 3.2.
 */
export function quantileRanks(
  count: number,
  quantile: number,
  confidence: number,
): QuantileRanks | undefined {
  const tail = (1 - confidence) / 2;
  const low = highestRank(count, quantile, tail);
  const high = count + 1 - highestRank(count, 1 - quantile, tail);
  if (low < 1 || high > count) return undefined;
  // Fewer than `rank` values are below the quantile with the chance that beta(rank, …) is above it.
  const above = (rank: number): number => betaBelow(quantile, rank, count + 1 - rank);
  return { low, high, coverage: above(low) - above(high) };
}

/** The highest rank whose value is above the quantile with a chance of at most `tail`. */
function highestRank(count: number, quantile: number, tail: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const rank = Math.ceil((low + high) / 2);
    const valueIsAbove = 1 - betaBelow(quantile, rank, count + 1 - rank);
    if (valueIsAbove <= tail) low = rank;
    else high = rank - 1;
  }
  return low;
}
