/** What one hour adds to both sums. */
export interface HourOfSums {
  /** Numerator, such as dollars or points. */
  readonly total: number;
  /** Denominator, such as successes or scores. */
  readonly events: number;
}

/** The ratio of both sums, and by how much each hour pulls it away from itself. */
export interface RatioOfSums {
  readonly value: number;
  /** They add up to 0; their squares are the variance. */
  readonly pulls: readonly number[];
}

/**
 * A ratio of sums over hours, linearized: an hour with many events counts for more, and events of one
 * hour need not be independent.
 *
 * @see Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 6.4. For online experiments: Deng, A.,
 * Knoblich, U. and Lu, J. (2018). Applying the delta method in metric analytics. KDD 2018.
 */
export function ratioOfSums(hours: readonly HourOfSums[]): RatioOfSums {
  const total = hours.reduce((sum, hour) => sum + hour.total, 0);
  const events = hours.reduce((sum, hour) => sum + hour.events, 0);
  const value = total / events;
  return { value, pulls: hours.map((hour) => (hour.total - value * hour.events) / events) };
}

/** Covariance of two ratios that were taken over the same hours. */
export function covariance({ pulls }: RatioOfSums, other: RatioOfSums): number {
  const count = pulls.length;
  const products = pulls.reduce((sum, pull, hour) => sum + pull * (other.pulls[hour] ?? 0), 0);
  return (products * count) / (count - 1);
}
