import type { Deviation, Interpretation } from "./interpretations";
import type { MonitorTraits } from "./monitor-traits";

/** A point on which the documentation is silent or contradicts itself. */
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
    // Ten minutes, an hour and four hours are the sizes by which a window is full; no page says that it is
    // cut into them before it is reduced, too: https://docs.datadoghq.com/monitors/types/metric/#data-window
    name: "whether the buckets of a window of hours or days are minutes",
    applies: ({ strategy, percentiles, longBuckets, isRatioOrSo, ...traits }) =>
      longBuckets &&
      ((strategy === "buckets" && (percentiles || isRatioOrSo || dependsOnBuckets(traits))) ||
        traits.gaugeTotals),
    deviate: ({ countsInBuckets }) => ({
      buckets: "minutes",
      ...(countsInBuckets ? { emptyCountBucket: "missing" as const } : {}),
    }),
  },
  {
    // No page says that a window of minutes is cut into minutes, and an agent sends every ten seconds.
    name: "whether buckets are finer than a minute",
    applies: ({ strategy, percentiles, windowSeconds, finerThanMinute, ...traits }) =>
      finerThanMinute &&
      windowSeconds <= MAX_EDGE_WINDOW &&
      ((strategy === "buckets" && !percentiles && dependsOnBuckets(traits)) || traits.gaugeTotals),
    deviate: ({ countsInBuckets }) => ({
      buckets: "fine",
      ...(countsInBuckets ? { emptyCountBucket: "missing" as const } : {}),
    }),
  },
  {
    // https://docs.datadoghq.com/metrics/types/ weighs samples, monitor pages average buckets.
    name: "whether an average weighs buckets or samples",
    applies: ({ strategy, aggregator }) => strategy === "buckets" && aggregator === "avg",
    deviate: () => ({ buckets: "whole" }),
  },
  {
    // https://docs.datadoghq.com/graphing/faq/as_count_validation/ leaves them out;
    // https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ takes them as 0.
    name: "whether a bucket without points of a count is 0",
    applies: ({ countsInBuckets, aggregator }) => countsInBuckets && aggregator !== "sum",
    deviate: () => ({ emptyCountBucket: "missing" }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors evaluates it;
    // https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ has No Data without a complete one.
    name: "whether a rollup's incomplete bucket is evaluated",
    applies: ({ strategy }) => strategy === "grid",
    deviate: () => ({ incompleteRollup: "skipped" }),
  },
  {
    // https://docs.datadoghq.com/metrics/custom_metrics/type_modifiers/ gives it no effect on a gauge;
    // https://docs.datadoghq.com/monitors/types/change-alert/ evaluates the gauge as a count.
    name: "whether as_count() changes anything for a gauge",
    applies: ({ asCountOfGauges }) => asCountOfGauges,
    deviate: () => ({ asCountOfGauges: "count" }),
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
    // https://docs.datadoghq.com/monitors/guide/on_missing_data/ goes by the aggregation,
    // https://docs.datadoghq.com/monitors/configuration/#no-data by the type of the metric.
    name: "whether missing data are 0 by the aggregation or by the metric's type",
    applies: ({ eitherSumOrCount }) => eitherSumOrCount,
    deviate: () => ({ countQueries: "sums or counts" }),
  },
  {
    // The API says twice the window, https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ once.
    name: "the default no-data timeframe",
    applies: ({ noDataTimeframeUnset }) => noDataTimeframeUnset,
    deviate: () => ({ noDataWindows: 1 }),
  },
  {
    // https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ has it among the causes of a
    // missing alert, and does not say when there is one.
    name: "whether a no-data timeframe shorter than the window is ever reached",
    applies: ({ shortNoDataTimeframe }) => shortNoDataTimeframe,
    deviate: () => ({ shortNoDataTimeframe: "never reached" }),
  },
  {
    // https://docs.datadoghq.com/metrics/types/ stores DogStatsD counts as rates.
    name: "whether a count without as_count() is a rate",
    applies: ({ countsWithoutModifier }) => countsWithoutModifier,
    deviate: () => ({ countsPerSecond: true }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero repeats it in its example;
    // https://docs.datadoghq.com/metrics/guide/interpolation-the-fill-modifier-explained/ joins two points.
    name: "whether default_zero() repeats a gauge's last point for five minutes",
    applies: ({ defaultsGauge }) => defaultsGauge,
    deviate: () => ({ repeatsLastGauge: false }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero says both that it
    // resolves a monitor before No Data, and that it has no effect on a window without points.
    name: "whether default_zero() gives a value to a window without points",
    applies: ({ hasDefault }) => hasDefault,
    deviate: () => ({ emptyWindowDefault: "missing data" }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/exclusion/#clamp sets what has no value to the bound,
    // and does not say whether a window without points has such.
    name: "whether clamp_min() and clamp_max() give a value to a window without points",
    applies: ({ clamps }) => clamps,
    deviate: () => ({ emptyWindowClamp: "value" }),
  },
  {
    // https://docs.datadoghq.com/dashboards/functions/exclusion/#cutoff makes them NaN, and no page says
    // what a monitor makes of a window of such.
    name: "whether what cutoff_min() and cutoff_max() drop is missing data",
    applies: ({ cutsOff }) => cutsOff,
    deviate: () => ({ zeroTotal: "missing data" }),
  },
  {
    // https://docs.datadoghq.com/monitors/guide/recovery-thresholds/ against what users see:
    // https://github.com/DataDog/datadog-agent/issues/11638
    name: "whether an alert outlasts its warning threshold until the recovery threshold",
    applies: ({ recoversBeyondWarning }) => recoversBeyondWarning,
    deviate: () => ({ recoveryBeyondWarning: "at warning" }),
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

/** Extremes, totals and the mean of counts are others in finer buckets; a mean of gauges is nearly the same. */
function dependsOnBuckets({
  aggregator,
  countsInBuckets,
}: Pick<MonitorTraits, "aggregator" | "countsInBuckets">): boolean {
  return aggregator !== "avg" || countsInBuckets;
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
