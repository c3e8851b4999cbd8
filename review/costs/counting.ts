/** How a metric is stored, as far as billing asks. */
export type CountedType = "count" | "rate" | "gauge" | "histogram" | "distribution" | "percentiles";

/**
 * Custom metrics of one combination of tag values. A histogram is five metrics of the agent, a
 * distribution five aggregations, and percentiles are five more.
 *
 * @see https://docs.datadoghq.com/account_management/billing/custom_metrics/
 */
const PER_COMBINATION: Readonly<Record<CountedType, number>> = {
  count: 1,
  rate: 1,
  gauge: 1,
  histogram: 5,
  distribution: 5,
  percentiles: 10,
};

/** What Datadog counts for one metric in one hour. */
export interface CustomMetrics {
  /** Queryable, and billed by each contract's price. */
  readonly indexed: number;
  /** Sent, and billed apart, for metrics that have a tag configuration; 0 for others. */
  readonly ingested: number;
}

/**
 * Custom metrics of one metric.
 *
 * @param sent combinations of tag values that arrive, the host among them
 * @param kept combinations that a tag configuration leaves queryable; absent where there is none
 * @see https://docs.datadoghq.com/metrics/metrics-without-limits/
 */
export function customMetrics(type: CountedType, sent: number, kept?: number): CustomMetrics {
  const each = PER_COMBINATION[type];
  if (kept === undefined) return { indexed: sent * each, ingested: 0 };
  // What is ingested is counted before percentiles are switched on: they are made of what was kept.
  const ingested = type === "percentiles" ? PER_COMBINATION.distribution : each;
  return { indexed: kept * each, ingested: sent * ingested };
}
