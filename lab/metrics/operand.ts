import { combine, type Aggregator, type SpaceAggregatorName } from "./aggregators";
import { hull, type Intervals } from "./intervals";
import { rollingQuantiles } from "./quantiles";
import type { Group, Selection } from "./selection";
import type { Series } from "./series";
import type { MetricStore } from "./store";
import { tierFor } from "./tier";
import { WindowSums } from "./window-sums";

/** How a query is read where it leaves a choice. */
export interface EvaluationContext {
  /** A missing `as_count()` operand is 0, as it is in arithmetic. */
  readonly zeroForMissingCounts: boolean;
  /** A count without `as_count()` is read per second, as DogStatsD counts are stored. */
  readonly countsPerSecond: boolean;
}

export interface OperandProps {
  readonly selection: Selection;
  readonly aggregator: Aggregator;
  readonly modifier: "as_count" | "as_rate" | undefined;
  /** Method of `.rollup(method)`: how a series' points in one bucket become a value. */
  readonly timeMethod: SpaceAggregatorName | undefined;
}

type PerInterval = (from: number, to: number) => number;

/** One metric query, evaluated over stretches of time. */
export class Operand {
  private cached: { key: string; sums: WindowSums } | undefined;

  constructor(
    private readonly store: MetricStore,
    readonly props: OperandProps,
  ) {}

  /** One value per interval; NaN where there is none. */
  evaluate(groupKey: string, intervals: Intervals, context: EvaluationContext): Float64Array {
    const { selection, modifier } = this.props;
    const group = selection.groups.get(groupKey);
    const values = group ? this.values(group, intervals) : nothing(intervals);
    if (this.isCounted() && modifier === "as_count") {
      return context.zeroForMissingCounts ? values.map((value) => value || 0) : values;
    }
    const perSecond = modifier === "as_rate" || (modifier === undefined && context.countsPerSecond);
    return perSecond && selection.metric?.type === "count" ? rates(values, intervals) : values;
  }

  /** Number of points per interval. */
  points(groupKey: string, intervals: Intervals): Float64Array {
    const group = this.props.selection.groups.get(groupKey);
    if (!group) return new Float64Array(intervals.from.length);
    const sums = this.windowSums(group.key, group.series, intervals);
    return map(intervals, (from, to) => sums.count(from, to));
  }

  /** True for what Datadog treats as a COUNT: counts, and sums and counts of distributions. */
  isCounted(): boolean {
    const { selection, aggregator } = this.props;
    const type = selection.metric?.type ?? "count";
    if (type === "count") return true;
    return type === "distribution" && (aggregator.kind === "sum" || aggregator.kind === "count");
  }

  private values(group: Group, intervals: Intervals): Float64Array {
    const { aggregator, timeMethod } = this.props;
    const type = this.props.selection.metric?.type;
    if (aggregator.kind === "percentile")
      return this.quantiles(group, intervals, aggregator.quantile);
    const kind = type === "count" && timeMethod === "count" ? "count" : aggregator.kind;
    if (type === "distribution" || (type === "count" && (kind === "sum" || kind === "count"))) {
      if (kind === "min" || kind === "max")
        return map(intervals, this.extreme(group.series, kind, intervals));
      return map(intervals, total(this.windowSums(group.key, group.series, intervals), kind));
    }
    const perSeries = group.series.map((series, index) =>
      this.seriesValue(series, `${group.key}#${index}`, intervals),
    );
    return map(intervals, (from, to) => {
      const present = perSeries
        .map((value) => value(from, to))
        .filter((value) => !Number.isNaN(value));
      return combine(kind, present);
    });
  }

  /** A series' points in a bucket made one: the mean for gauges, the sum for counts, unless told. */
  private seriesValue(series: Series, key: string, intervals: Intervals): PerInterval {
    const method = this.props.timeMethod ?? (series.type === "gauge" ? "avg" : "sum");
    if (method === "min" || method === "max") return this.extreme([series], method, intervals);
    return total(this.windowSums(key, [series], intervals), method);
  }

  private extreme(
    series: readonly Series[],
    kind: "min" | "max",
    intervals: Intervals,
  ): PerInterval {
    const tier = tierFor(this.store.retention, this.store.latest, intervals, "seconds");
    const step = this.store.retention[tier]?.step ?? 60;
    return (from, to) => {
      const found = series
        .map((one) => one.tiers[tier]?.ring.range(Math.floor(from / step), Math.floor(to / step)))
        .map((range) => range?.[kind] ?? NaN)
        .filter((value) => !Number.isNaN(value));
      return combine(kind, found);
    };
  }

  private quantiles(group: Group, intervals: Intervals, quantile: number): Float64Array {
    const tier = tierFor(this.store.retention, this.store.latest, intervals, "binSeconds");
    const step = this.store.retention[tier]?.step ?? 60;
    return rollingQuantiles(group.series, tier, step, intervals, quantile);
  }

  /** Value and number of points of one group are asked for in turn: the last sums are kept. */
  private windowSums(key: string, series: readonly Series[], intervals: Intervals): WindowSums {
    const tier = tierFor(this.store.retention, this.store.latest, intervals, "seconds");
    const { from, to } = hull(intervals);
    const cacheKey = `${key}|${tier}|${from}|${to}|${this.store.version}`;
    if (this.cached?.key !== cacheKey) {
      const step = this.store.retention[tier]?.step ?? 60;
      this.cached = { key: cacheKey, sums: new WindowSums(series, tier, step, from, to) };
    }
    return this.cached.sums;
  }
}

function total(sums: WindowSums, kind: SpaceAggregatorName): PerInterval {
  return (from, to) => {
    const count = sums.count(from, to);
    if (count === 0) return NaN;
    if (kind === "count") return count;
    const sum = sums.sum(from, to);
    return kind === "avg" ? sum / count : sum;
  };
}

function map({ from, to }: Intervals, value: PerInterval): Float64Array {
  const result = new Float64Array(from.length);
  for (let index = 0; index < result.length; index += 1) {
    result[index] = value(from[index] ?? 0, to[index] ?? 0);
  }
  return result;
}

function rates(values: Float64Array, { from, to }: Intervals): Float64Array {
  return values.map((value, index) => value / ((to[index] ?? 0) - (from[index] ?? 0)));
}

function nothing(intervals: Intervals): Float64Array {
  return new Float64Array(intervals.from.length).fill(NaN);
}
