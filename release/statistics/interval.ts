/** Where a value lies, at the confidence that was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A value and where it lies. */
export interface Estimate extends Interval {
  readonly value: number;
}

/** So many of so many. */
export interface Proportion {
  readonly hits: number;
  readonly trials: number;
}
