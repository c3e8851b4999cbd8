import type { Proportion } from "./interval";

/** A stratum of one version: its weight in the whole, and what it counted. */
export interface WeightedProportion extends Proportion {
  readonly weight: number;
}

/**
 * The single sample that tells as much as a weighted sum of strata does. Of the sample an interval can
 * be taken that is right for few hits; adding up the intervals of many small strata is not, because all
 * of them are lopsided to the same side.
 *
 * @param spread by how much the counts scatter more than independent ones
 * @see Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small expected
 * number of positive counts estimated from survey data. Survey Methodology 24, 193–201.
 */
export function effectiveSample(
  strata: readonly WeightedProportion[],
  spread: number,
): Proportion & { readonly rate: number } {
  const rate = strata.reduce((sum, { weight, hits, trials }) => sum + (weight * hits) / trials, 0);
  const isSure = rate <= 0 || rate >= 1;
  let variance = 0;
  for (const { weight, hits, trials } of strata) {
    // One more trial at the overall rate: a small stratum without hits is not certain of having none.
    const own = (hits + rate) / (trials + 1);
    variance += (weight ** 2 * (isSure ? 1 : own * (1 - own))) / trials;
  }
  const trials = (isSure ? 1 : rate * (1 - rate)) / (variance * spread);
  return { rate, hits: rate * trials, trials };
}
