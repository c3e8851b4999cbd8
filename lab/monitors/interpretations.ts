/** One way to read the documentation where it is silent or contradicts itself. */
export interface Interpretation {
  /** Seconds by which the window moves: a bucket on its edge belongs to it or to the next. */
  readonly edgeShift: number;
  /** Into which buckets a window is cut before it is reduced. */
  readonly buckets: "documented" | "few" | "whole";
  /** Whether functions in `as_count()` arithmetic see the window's totals, or each bucket. */
  readonly functionsOnTotals: boolean;
  /** What `as_count()` arithmetic makes of a division by a total of 0. */
  readonly zeroTotal: "skipped" | "missing data";
  /** Whether the sum or count of a distribution is a "count query" when its data are missing. */
  readonly distributionTotalsAreCounts: boolean;
  /** Windows without data before `notify_no_data` tells, where no timeframe is given. */
  readonly noDataWindows: 1 | 2;
  /** Whether a DogStatsD count without `as_count()` is a rate per second. */
  readonly countsPerSecond: boolean;
  /** Whether `default_zero()` and `default()` give a value to a window without any point. */
  readonly emptyWindowDefault: "value" | "missing data";
  /** What is made of a window that a recording covers in part only. */
  readonly partialWindow: "evaluated" | "skipped";
}

/** How the lab decides where it has to. Every deviation below is evaluated beside it. */
export const PRIMARY: Interpretation = {
  edgeShift: 0,
  buckets: "documented",
  functionsOnTotals: true,
  zeroTotal: "skipped",
  distributionTotalsAreCounts: true,
  noDataWindows: 2,
  countsPerSecond: false,
  emptyWindowDefault: "value",
  partialWindow: "evaluated",
};

/** An interpretation that differs from the primary one in one point, named by the point. */
export interface Deviation {
  readonly name: string;
  readonly interpretation: Interpretation;
}

/** What decides which deviations can change anything. */
export interface MonitorTraits {
  readonly bucketSeconds: number;
  readonly percentiles: boolean;
  readonly windowSeconds: number;
  readonly strategy: "whole" | "buckets" | "grid";
  readonly aggregator: string;
  readonly divides: boolean;
  readonly asCountWithFunctions: boolean;
  readonly missingDataDefault: boolean;
  readonly noDataTimeframeUnset: boolean;
  readonly countsWithoutModifier: boolean;
  readonly hasDefault: boolean;
  readonly isRecorded: boolean;
  readonly skipsPartialWindows: boolean;
  readonly fewBucketsExist: boolean;
}

interface Choice {
  readonly name: string;
  readonly applies: (traits: MonitorTraits) => boolean;
  readonly deviate: (traits: MonitorTraits) => Partial<Interpretation>;
}

/** An edge of seconds means nothing to a longer window, and would be read from minutes anyway. */
const MAX_EDGE_WINDOW = 5 * 3_600;

const CHOICES: readonly Choice[] = [
  {
    // https://docs.datadoghq.com/monitors/configuration/#evaluation-window names no inclusive edge.
    name: "whether a window includes its first or its last instant",
    // Bins of distributions are kept by the minute: they have no finer edge.
    applies: ({ windowSeconds, percentiles }) => windowSeconds <= MAX_EDGE_WINDOW && !percentiles,
    deviate: ({ bucketSeconds }) => ({ edgeShift: bucketSeconds }),
  },
  {
    // https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ speaks of 4 to 6 points.
    name: "how many buckets a window is cut into",
    applies: ({ strategy, fewBucketsExist }) => strategy === "buckets" && fewBucketsExist,
    deviate: () => ({ buckets: "few" }),
  },
  {
    // https://docs.datadoghq.com/metrics/types/ weighs samples, monitor pages average buckets.
    name: "whether an average weighs buckets or samples",
    applies: ({ strategy, aggregator }) => strategy === "buckets" && aggregator === "avg",
    deviate: () => ({ buckets: "whole" }),
  },
  {
    // https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/ has no function.
    name: "whether functions in as_count() arithmetic see totals or buckets",
    applies: ({ asCountWithFunctions }) => asCountWithFunctions,
    deviate: () => ({ functionsOnTotals: false }),
  },
  {
    // https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/ divides by more than 0.
    name: "what as_count() division by a total of 0 gives",
    applies: ({ strategy, divides }) => strategy === "whole" && divides,
    deviate: () => ({ zeroTotal: "missing data" }),
  },
  {
    // https://docs.datadoghq.com/monitors/configuration/#no-data lists it on both sides.
    name: "whether totals of a distribution are a count query when data are missing",
    applies: ({ missingDataDefault }) => missingDataDefault,
    deviate: () => ({ distributionTotalsAreCounts: false }),
  },
  {
    // The API says twice the window, https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ once.
    name: "the default no-data timeframe",
    applies: ({ noDataTimeframeUnset }) => noDataTimeframeUnset,
    deviate: () => ({ noDataWindows: 1 }),
  },
  {
    // https://docs.datadoghq.com/metrics/types/ stores DogStatsD counts as rates.
    name: "whether a count without as_count() is a rate",
    applies: ({ countsWithoutModifier }) => countsWithoutModifier,
    deviate: () => ({ countsPerSecond: true }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero says both that it
    // resolves a monitor before No Data, and that it has no effect on a window without points.
    name: "whether default_zero() gives a value to a window without points",
    applies: ({ hasDefault }) => hasDefault,
    deviate: () => ({ emptyWindowDefault: "missing data" }),
  },
  {
    // No page: nobody knows what came before the first point of a recording.
    name: "what came before the recording began",
    applies: ({ isRecorded }) => isRecorded,
    deviate: ({ skipsPartialWindows }) => ({
      partialWindow: skipsPartialWindows ? "evaluated" : "skipped",
    }),
  },
];

export function deviationsFor(primary: Interpretation, traits: MonitorTraits): Deviation[] {
  return CHOICES.filter(({ applies }) => applies(traits)).map(({ name, deviate }) => ({
    name,
    interpretation: { ...primary, ...deviate(traits) },
  }));
}

/**
 * https://docs.datadoghq.com/monitors/types/composite/ does not say whether a composite sees its
 * members' statuses of the same minute. All late together would only be late; one late can flicker.
 */
export const COMPOSITE_LATE = {
  first: "whether a composite sees its first member a minute later than the others",
  others: "whether a composite sees its first member a minute earlier than the others",
} as const;
/** The page shows the groups of a composite with a subset grouping in a picture only. */
export const COMPOSITE_GROUPS = "which groups a composite of differing groupings has";
