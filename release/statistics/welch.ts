/** What is known of a sample of values. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation of the values, with one degree of freedom spent on the mean. */
  readonly deviation: number;
}

/** A difference, the standard error of it, and the degrees of freedom that this rests on. */
export interface MeanDifference {
  readonly value: number;
  readonly error: number;
  readonly degrees: number;
}

/**
 * Difference of two means whose values scatter differently.
 *
 * @see Welch, B. L. (1947). The generalization of "Student's" problem when several different population
 * variances are involved. Biometrika 34, 28–35.
 */
export function welch(first: Sample, second: Sample): MeanDifference {
  const [a, b] = [first, second].map(({ deviation, count }) => deviation ** 2 / count) as [
    number,
    number,
  ];
  return {
    value: first.mean - second.mean,
    error: Math.sqrt(a + b),
    degrees: (a + b) ** 2 / (a ** 2 / (first.count - 1) + b ** 2 / (second.count - 1)),
  };
}
