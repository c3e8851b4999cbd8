import type { Interval } from "./interval";

/** Two estimates, and how they scatter together. */
export interface TwoEstimates {
  readonly numerator: number;
  readonly denominator: number;
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  readonly covariance: number;
}

/**
 * Interval of a ratio of two estimates. Undefined where the denominator may be 0: then the ratio may be
 * anything.
 *
 * @param t quantile of one side
 * @see Fieller, E. C. (1954). Some problems in interval estimation. Journal of the Royal Statistical
 * Society B 16, 175–185.
 */
export function fieller(estimates: TwoEstimates, t: number): Interval | undefined {
  const { numerator: a, denominator: b, covariance } = estimates;
  const { numeratorVariance, denominatorVariance } = estimates;
  const squared = t * t;
  const lead = b * b - squared * denominatorVariance;
  if (lead <= 0) return undefined;
  const middle = a * b - squared * covariance;
  const inside = middle * middle - lead * (a * a - squared * numeratorVariance);
  const spread = Math.sqrt(Math.max(0, inside));
  return { low: (middle - spread) / lead, high: (middle + spread) / lead };
}
