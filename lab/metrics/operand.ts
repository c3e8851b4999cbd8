import { combine, type Aggregator, type SpaceAggregatorName } from "./aggregators";
import { ALL_KNOWN, filled, GAUGE_FILL, type Fill, type Known } from "./fill";
import type { Intervals } from "./intervals";
import { reduceBuckets } from "./reduce";
import { rollingQuantiles } from "./quantiles";
import type { Group, Selection } from "./selection";
import type { Series } from "./series";
import { Sketch } from "./sketch";
import type { MetricStore } from "./store";
import { countsWhere } from "./threshold-counts";
import { binTierFor, tierFor } from "./tier";
import type { WindowSums } from "./window-sums";

/** How a query is read where it leaves a choice. */
export interface EvaluationContext {
  /** A missing `as_count()` operand is 0, as it is in arithmetic. */
  readonly zeroForMissingCounts: boolean;
  /** A count without `as_count()` is read per second, as DogStatsD counts are stored. */
  readonly countsPerSecond: boolean;
  /** A gauge's last value is repeated for the limit of its interpolation where a default is to follow. */
  readonly repeatsLastGauge: boolean;
  /** Which later points may fill a gap. @default all, as for a graph of what is past */
  readonly known?: Known;
  /**
   * Seconds: a gauge over a longer stretch is the sum of such buckets, as beside totals of counts.
   * @default its mean
   */
  readonly gaugeTotals?: number;
}

export interface OperandProps {
  readonly selection: Selection;
  readonly aggregator: Aggregator;
  readonly modifier: "as_count" | "as_rate" | undefined;
  /** Method of `.rollup(method)`: how a series' points in one bucket become a value. */
  readonly timeMethod: SpaceAggregatorName | undefined;
  /** How gaps are filled. @default linear for gauges that have to be aligned, else not at all */
  readonly fill: Fill | "off" | undefined;
  /** True where arithmetic or a default aligns it with something else. */
  readonly aligned: boolean;
  /** True where `default_zero()` or `default()` gives a value to what stays empty. */
  readonly hasDefault: boolean;
}

/** One metric query, evaluated over stretches of time. */
export class Operand {
  private readonly sketch = new Sketch();

  constructor(
    private readonly store: MetricStore,
    readonly props: OperandProps,
  ) {}

  /** One value per interval; NaN where there is none. */
  evaluate(groupKey: string, intervals: Intervals, context: EvaluationContext): Float64Array {
    const { selection, modifier } = this.props;
    const group = selection.groups.get(groupKey);
    const values = group ? this.values(group, intervals, context) : nothing(intervals);
    if (this.isCounted() && modifier === "as_count") {
      if (context.zeroForMissingCounts) replaceNaN(values);
      return values;
    }
    const perSecond = modifier === "as_rate" || (modifier === undefined && context.countsPerSecond);
    return perSecond && selection.metric?.type === "count" ? rates(values, intervals) : values;
  }

  /** Adds the number of points per interval. */
  addPoints(groupKey: string, intervals: Intervals, into: Float64Array): void {
    const group = this.props.selection.groups.get(groupKey);
    if (group) this.windowSums(group.series, intervals).addPoints(intervals, into);
  }

  /** True for what Datadog treats as a COUNT: counts, and sums and counts of distributions. */
  isCounted(): boolean {
    const { selection, aggregator } = this.props;
    const type = selection.metric?.type ?? "count";
    if (type === "count") return true;
    return type === "distribution" && (aggregator.kind === "sum" || aggregator.kind === "count");
  }

  /** Seconds by which a later point may fill a gap, among the groups that there are. */
  linearLimit(): number {
    const fills = [...this.props.selection.groups.values()].map((group) => this.fillOf(group));
    return Math.max(0, ...fills.map((fill) => (fill?.method === "linear" ? fill.limit : 0)));
  }

  /** What fills gaps of a gauge's series; of other metrics, of the group's value. */
  fillOf({ series }: Group): Fill | undefined {
    const { fill, aligned, selection } = this.props;
    if (fill !== undefined) return fill === "off" ? undefined : fill;
    const isGauge = selection.metric?.type === "gauge";
    return isGauge && (aligned || series.length > 1) ? GAUGE_FILL : undefined;
  }

  private values(group: Group, intervals: Intervals, context: EvaluationContext): Float64Array {
    const fill = this.fillOf(group);
    if (this.props.selection.metric?.type === "gauge") {
      const repeatsLast = context.repeatsLastGauge && this.props.hasDefault;
      const own = fill === GAUGE_FILL && repeatsLast ? { ...GAUGE_FILL, repeatsLast } : fill;
      return this.gauges(group, intervals, own, context);
    }
    const read = (over: Intervals): Float64Array => this.unfilled(group, over);
    const values = read(intervals);
    return fill ? filled(values, intervals, fill, context.known ?? ALL_KNOWN, read) : values;
  }

  private gauges(
    group: Group,
    intervals: Intervals,
    fill: Fill | undefined,
    { gaugeTotals, ...context }: EvaluationContext,
  ): Float64Array {
    const { series } = group;
    const { known = ALL_KNOWN } = context;
    if (gaugeTotals !== undefined) {
      const inBuckets = (of: Intervals): Float64Array => this.gauges(group, of, fill, context);
      return reduceBuckets("sum", intervals, gaugeTotals, inBuckets);
    }
    const perSeries = series.map((one) => {
      const read = (over: Intervals): Float64Array => this.alone(one, over);
      const values = read(intervals);
      return fill ? filled(values, intervals, fill, known, read) : values;
    });
    return combined(this.props.aggregator, perSeries, intervals);
  }

  private unfilled(group: Group, intervals: Intervals): Float64Array {
    const { aggregator, timeMethod } = this.props;
    const type = this.props.selection.metric?.type;
    if (aggregator.kind === "percentile") {
      const tier = binTierFor(this.store, intervals);
      return rollingQuantiles(group.series, tier, intervals, aggregator.quantile, this.sketch);
    }
    if (aggregator.condition && type === "distribution") {
      const tier = binTierFor(this.store, intervals);
      return countsWhere(group.series, tier, intervals, aggregator.condition);
    }
    const kind = type === "count" && timeMethod === "count" ? "count" : aggregator.kind;
    const isTotal = kind === "sum" || kind === "count";
    if (type === "distribution" || (type === "count" && isTotal)) {
      return this.together(group.series, kind, intervals);
    }
    const perSeries = group.series.map((series) => this.alone(series, intervals));
    return combined(aggregator, perSeries, intervals);
  }

  /** Points of all series as if they were one: totals, and distributions, which merge. */
  private together(
    series: readonly Series[],
    kind: SpaceAggregatorName,
    intervals: Intervals,
  ): Float64Array {
    if (kind === "min" || kind === "max") return this.extremes(series, kind, intervals);
    return this.windowSums(series, intervals).values(kind, intervals);
  }

  /** One series, its points in a bucket made one: the mean for gauges, else the sum, unless told. */
  private alone(series: Series, intervals: Intervals): Float64Array {
    const method = this.props.timeMethod ?? (series.type === "gauge" ? "avg" : "sum");
    return this.together([series], method, intervals);
  }

  private extremes(
    series: readonly Series[],
    kind: "min" | "max",
    intervals: Intervals,
  ): Float64Array {
    const tier = tierFor(this.store, intervals);
    const step = this.store.retention[tier]?.step ?? 60;
    return intervals.from.map((from, index) => {
      const [first, end] = [Math.floor(from / step), Math.floor((intervals.to[index] ?? 0) / step)];
      const found = series
        .map((one) => one.tiers[tier]?.ring.range(first, end))
        .map((range) => range?.[kind] ?? NaN);
      return combine(
        kind,
        found.filter((value) => !Number.isNaN(value)),
      );
    });
  }

  private windowSums(series: readonly Series[], intervals: Intervals): WindowSums {
    const { sums, version } = this.store;
    return sums.take(series, version, tierFor(this.store, intervals), intervals);
  }
}

/** Each interval's values of several series made one. */
function combined(
  { kind }: Aggregator,
  perSeries: readonly Float64Array[],
  intervals: Intervals,
): Float64Array {
  if (kind === "percentile") return nothing(intervals);
  return Float64Array.from({ length: intervals.length }, (_, index) => {
    const values = perSeries.map((one) => one[index] ?? NaN);
    return combine(
      kind,
      values.filter((value) => !Number.isNaN(value)),
    );
  });
}

function replaceNaN(values: Float64Array): void {
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isNaN(values[index])) values[index] = 0;
  }
}

function rates(values: Float64Array, { from, to }: Intervals): Float64Array {
  return values.map((value, index) => value / ((to[index] ?? 0) - (from[index] ?? 0)));
}

function nothing(intervals: Intervals): Float64Array {
  return new Float64Array(intervals.length).fill(NaN);
}
