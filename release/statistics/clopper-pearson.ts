import type { Interval } from "./interval";
import { betaQuantile } from "./special/beta";
import { normalTail } from "./special/normal";

/**
 * The exact interval of a proportion: it holds the true one at least as often as it promises, however
 * few the events, and is wider for it.
 *
 * @param z standard normal quantile of one side, which stands for the chance beyond it
 * @see Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated
 * in the case of the binomial. Biometrika 26, 404–413.
 */
export function clopperPearson(hits: number, trials: number, z: number): Interval {
  const tail = normalTail(z);
  return {
    low: hits <= 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1),
    // Of the complement: 1 − tail has no digits left where the tail is small.
    high: hits >= trials ? 1 : 1 - betaQuantile(tail, trials - hits, hits + 1),
  };
}
