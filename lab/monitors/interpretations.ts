/** One way to read the documentation where it is silent or contradicts itself. */
export interface Interpretation {
  /** Seconds by which the window moves: a bucket on its edge belongs to it or to the next. */
  readonly edgeShift: number;
  /** Into which buckets a window is cut before it is reduced. */
  readonly buckets: "documented" | "few" | "minutes" | "fine" | "whole";
  /** Whether the last bucket of a `.rollup()` is read while it is not complete. */
  readonly incompleteRollup: "evaluated" | "skipped";
  /** What a bucket without points of an `as_count()` query is. */
  readonly emptyCountBucket: "zero" | "missing";
  /** Whether `as_count()` on gauges alone makes their query one of counts. */
  readonly asCountOfGauges: "no effect" | "count";
  /** Whether functions in `as_count()` arithmetic see the window's totals, or each bucket. */
  readonly functionsOnTotals: boolean;
  /** What a window gives whose total is 0 and divides another, or whose values are all cut off. */
  readonly zeroTotal: "skipped" | "missing data";
  /** Whether the sum or count of a distribution is a "count query" when its data are missing. */
  readonly distributionTotalsAreCounts: boolean;
  /** Which queries are "count queries" when their data are missing. */
  readonly countQueries: "sums of counts" | "sums or counts";
  /** Windows without data before `notify_no_data` tells, where no timeframe is given. */
  readonly noDataWindows: 1 | 2;
  /** Whether `no_data_timeframe` may be shorter than the window. */
  readonly shortNoDataTimeframe: "evaluated" | "never reached";
  /** Whether a DogStatsD count without `as_count()` is a rate per second. */
  readonly countsPerSecond: boolean;
  /** Whether a gauge's last value is repeated for five minutes before a default takes its place. */
  readonly repeatsLastGauge: boolean;
  /** Whether `default_zero()` and `default()` give a value to a window without any point. */
  readonly emptyWindowDefault: "value" | "missing data";
  /** The same of `clamp_min()` and `clamp_max()`. */
  readonly emptyWindowClamp: "value" | "missing data";
  /** Where an alert ends that has to pass a recovery threshold beyond its warning threshold. */
  readonly recoveryBeyondWarning: "at recovery" | "at warning";
  /** What is made of a window that a recording covers in part only. */
  readonly partialWindow: "evaluated" | "skipped";
}

/** How the lab decides where it has to. Every deviation below is evaluated beside it. */
export const PRIMARY: Interpretation = {
  edgeShift: 0,
  buckets: "documented",
  incompleteRollup: "evaluated",
  emptyCountBucket: "zero",
  asCountOfGauges: "no effect",
  functionsOnTotals: true,
  zeroTotal: "skipped",
  distributionTotalsAreCounts: true,
  countQueries: "sums of counts",
  noDataWindows: 2,
  shortNoDataTimeframe: "evaluated",
  countsPerSecond: false,
  repeatsLastGauge: true,
  emptyWindowDefault: "value",
  emptyWindowClamp: "missing data",
  recoveryBeyondWarning: "at recovery",
  partialWindow: "evaluated",
};

/** An interpretation that differs from the primary one in one point, named by the point. */
export interface Deviation {
  readonly name: string;
  readonly interpretation: Interpretation;
}
