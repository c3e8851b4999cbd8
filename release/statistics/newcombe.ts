import type { Estimate } from "./interval";
import { mover } from "./mover";
import { wilson } from "./wilson";

/** So many of so many. */
export interface Proportion {
  readonly hits: number;
  readonly trials: number;
}

/**
 * Difference of two independent proportions, by the hybrid score interval.
 *
 * @see Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions:
 * comparison of eleven methods. Statistics in Medicine 17, 873–890. Method 10.
 */
export function newcombe(first: Proportion, second: Proportion, z: number): Estimate {
  const term = (weight: number, { hits, trials }: Proportion) => ({
    weight,
    value: hits / trials,
    ...wilson(hits, trials, z),
  });
  return mover([term(1, first), term(-1, second)]);
}
