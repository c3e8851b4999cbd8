import { covariance, ratioOfSums, type HourOfSums } from "./ratio-of-sums";

/** A difference, the standard error of it, and the degrees of freedom that this rests on. */
export interface MeanDifference {
  readonly value: number;
  readonly error: number;
  readonly degrees: number;
}

/**
 * Difference of two means where nothing is known but totals per hour: the hours are the sample. Both
 * sides of an hour share what was special about it, and that drops out.
 *
 * @param first hours of one side
 * @param second the same hours of the other side
 * @see Law, A. M. (2015). Simulation Modeling and Analysis, 5th ed., sections 9.5.3 and 10.2.1.
 */
export function batchMeans(
  first: readonly HourOfSums[],
  second: readonly HourOfSums[],
): MeanDifference {
  const [a, b] = [ratioOfSums(first), ratioOfSums(second)];
  const variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
  return {
    value: a.value - b.value,
    error: Math.sqrt(Math.max(0, variance)),
    degrees: first.length - 1,
  };
}
