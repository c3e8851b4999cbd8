import type {
  CountMetric,
  DistributionMetric,
  MetricName,
  PercentileMetric,
  TagOf,
} from "../../telemetry";
import type { MetricQuery } from "./expression";

/**
 * What a query reads of the world: rendered filters that come first in its braces. Monitors are scoped
 * by `env:…,service:…`, dashboards by template variables.
 */
export type Scope = readonly string[];

/** A filter on one tag: one value to keep, or values to leave out. */
export type Filters<M extends MetricName> = Readonly<
  Partial<Record<TagOf<M>, string | { readonly not: readonly string[] }>>
>;

export type Percentile = "p50" | "p75" | "p90" | "p95" | "p99";

/**
 * Builds queries over one metric, within one scope. Only tags that the metric carries are accepted:
 * a filter or group by any other tag would match nothing, and say so to nobody.
 *
 * @example
 * read("llm.errors", ["env:production"]).where({ error_type: "timeout" }).by("model").asCount()
 * // sum:llm.errors{env:production,error_type:timeout} by {model}.as_count()
 */
export class QueryBuilder<M extends MetricName> {
  constructor(
    private readonly metric: M,
    private readonly scope: Scope,
    private readonly groupBy: readonly string[] = [],
  ) {}

  /** Narrows the query. */
  where(filters: Filters<M>): QueryBuilder<M> {
    const rendered = Object.entries(filters as Record<string, Filters<M>[TagOf<M>]>).flatMap(
      ([tag, filter]) => renderFilter(tag, filter),
    );
    return new QueryBuilder(this.metric, [...this.scope, ...rendered], this.groupBy);
  }

  /** One series per combination of these tags' values. */
  by(...tags: readonly TagOf<M>[]): QueryBuilder<M> {
    return new QueryBuilder(this.metric, this.scope, tags);
  }

  /** Events, or the total of a distribution, as a count: summed over the window, 0 where missing. */
  asCount(): MetricQuery {
    return this.query("sum", true);
  }

  /** Number of values that a distribution received. */
  samples(this: QueryBuilder<M & DistributionMetric>): MetricQuery {
    return this.query("count", true);
  }

  /**
   * Number of values that are no greater than `limit`, of the distributions whose percentiles are
   * switched on.
   *
   * @see https://docs.datadoghq.com/metrics/distributions/#threshold-queries
   */
  atMost(this: QueryBuilder<M & PercentileMetric>, limit: number): MetricQuery {
    return { ...this.query("count", true), atMost: limit };
  }

  /** Mean of a distribution. A mean of counts means nothing, hence distributions only. */
  avg(this: QueryBuilder<M & DistributionMetric>): MetricQuery {
    return this.query("avg", false);
  }

  /** A percentile, of the distributions whose percentiles are switched on. */
  percentile(this: QueryBuilder<M & PercentileMetric>, percentile: Percentile): MetricQuery {
    return this.query(percentile, false);
  }

  private query(aggregator: MetricQuery["aggregator"], asCount: boolean): MetricQuery {
    return {
      kind: "query",
      aggregator,
      metric: this.metric,
      filters: this.scope,
      groupBy: this.groupBy,
      asCount,
    };
  }
}

/** Starts a query over `metric` within `scope`. */
export function read<M extends MetricName>(metric: M, scope: Scope): QueryBuilder<M> {
  return new QueryBuilder(metric, scope);
}

/** A count metric's events, the most frequent query of all. */
export function count<M extends CountMetric>(
  metric: M,
  scope: Scope,
  filters?: Filters<M>,
): { by(...tags: readonly TagOf<M>[]): MetricQuery } {
  const whole = read(metric, scope);
  const narrowed = filters ? whole.where(filters) : whole;
  return { by: (...tags) => narrowed.by(...tags).asCount() };
}

/** Commas only: Datadog refuses a scope that mixes them with AND, OR or IN. */
function renderFilter(
  tag: string,
  filter: string | { readonly not: readonly string[] } | undefined,
): string[] {
  if (filter === undefined) return [];
  if (typeof filter === "string") return [`${tag}:${filter}`];
  return filter.not.map((value) => `!${tag}:${value}`);
}
