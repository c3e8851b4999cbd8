import type { Interval } from "./interval";

/**
 * Wilson's score interval of a proportion. Counts need not be whole: those of clustered events are
 * scaled down to what they are worth.
 *
 * @param z standard normal quantile of one side, such as 1.96 for 95 % between both
 * @see Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of
 * seven methods. Statistics in Medicine 17, 857–872. Method 3.
 */
export function wilson(hits: number, trials: number, z: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const squared = z * z;
  const scale = 1 / (2 * (trials + squared));
  const middle = 2 * hits + squared;
  const spread = z * Math.sqrt(squared + (4 * hits * (trials - hits)) / trials);
  return {
    low: hits <= 0 ? 0 : Math.max(0, scale * (middle - spread)),
    high: hits >= trials ? 1 : Math.min(1, scale * (middle + spread)),
  };
}
