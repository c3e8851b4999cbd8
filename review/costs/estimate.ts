import {
  METRIC_NAMES,
  METRICS,
  type LlmServiceDeclaration,
  type MetricDefinition,
  type MetricName,
} from "../../telemetry";
import { factorsOf, seriesOf, type Factor } from "./combinations";
import { expectedSeries } from "./expected";
import { customMetrics, type CountedType, type CustomMetrics } from "./counting";

export interface EstimateOptions {
  /** Hosts or pods whose agents send; each multiplies what is ingested. */
  readonly hosts: number;
  /** Of the service, on average over the month. @default - so many that every combination occurs */
  readonly requestsPerHour?: number;
  /** Whether `LlmMetricSettings` limits what stays queryable. Without it, hosts multiply everything. */
  readonly settings: boolean;
}

/** What one metric of a service comes to, at most, in a usual hour. */
export interface MetricEstimate extends CustomMetrics {
  readonly metric: MetricName;
  readonly type: CountedType;
  /** What multiplies, such as 2 models and 2 prompt versions. */
  readonly factors: readonly Factor[];
  /** Combinations of tag values, without the host. */
  readonly series: number;
  /** Those of a usual hour with the given number of requests. */
  readonly expected: number;
}

export interface Estimate extends CustomMetrics {
  readonly metrics: readonly MetricEstimate[];
  /** Names of metrics, which is what the contract by names counts. */
  readonly names: number;
  readonly series: number;
  readonly expected: number;
  /** What would be left without one of the tags, the dearest tag first. */
  readonly drivers: readonly Driver[];
}

/** A tag, and how many indexed custom metrics there would be less without it. */
export interface Driver {
  readonly tag: string;
  readonly saves: number;
}

/** An upper bound of the custom metrics of one service in one environment, by Datadog's rules. */
export function estimate(service: LlmServiceDeclaration, options: EstimateOptions): Estimate {
  const metrics = METRIC_NAMES.flatMap((metric) => {
    const factors = factorsOf(metric, service);
    return factors ? [metricEstimate(metric, factors, options)] : [];
  });
  return {
    metrics,
    names: metrics.length,
    series: sum(metrics, "series"),
    expected: sum(metrics, "expected"),
    indexed: sum(metrics, "indexed"),
    ingested: sum(metrics, "ingested"),
    drivers: driversOf(metrics),
  };
}

function metricEstimate(
  metric: MetricName,
  factors: readonly Factor[],
  { hosts, settings, requestsPerHour = Infinity }: EstimateOptions,
): MetricEstimate {
  const { type: stored, percentiles }: MetricDefinition = METRICS[metric];
  // Percentiles are switched on by the settings.
  const type = percentiles === true && settings ? "percentiles" : stored;
  const series = seriesOf(factors);
  const counted = customMetrics(type, series * hosts, settings ? series : undefined);
  const expected = expectedSeries(metric, factors, requestsPerHour);
  return { metric, type, factors, series, expected, ...counted };
}

type Summed = "series" | "expected" | "indexed" | "ingested";

function sum(metrics: readonly MetricEstimate[], key: Summed): number {
  return metrics.reduce((total, metric) => total + metric[key], 0);
}

function driversOf(metrics: readonly MetricEstimate[]): Driver[] {
  const saved = new Map<string, number>();
  for (const { factors, indexed } of metrics) {
    for (const { tag, count } of factors) {
      saved.set(tag, (saved.get(tag) ?? 0) + indexed - indexed / count);
    }
  }
  return [...saved]
    .map(([tag, saves]) => ({ tag, saves }))
    .sort((left, right) => right.saves - left.saves);
}
