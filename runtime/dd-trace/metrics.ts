import type {
  CountMetric,
  DistributionMetric,
  DropReason,
  MetricName,
  TagOf,
} from "../../telemetry";
import type { COMMON_TAGS } from "../../telemetry";
import type { Guard } from "../safety/guard";
import type { Series } from "../tags/series";
import { ShadowTagSet, type TagSet } from "../tags/tag-set";
import { packerOf } from "./packer";
import type { DatadogTracer } from "./tracer";

/** The tags that a metric carries beyond those of every metric. */
export type ExtraTag<M extends MetricName> = Exclude<TagOf<M>, (typeof COMMON_TAGS)[number]>;

/** The extra tags as a parameter: required where the metric has some, not allowed where it has none. */
type Extra<M extends MetricName> = [ExtraTag<M>] extends [never]
  ? []
  : [extra: Readonly<Record<ExtraTag<M>, string>>];

/** Sends the metrics of the contract, each with exactly its tags. */
export class Metrics {
  constructor(
    private readonly tracer: DatadogTracer,
    private readonly guard: Guard,
  ) {}

  count<M extends CountMetric>(metric: M, set: TagSet, amount: number, ...extra: Extra<M>): void {
    try {
      const series = this.seriesOf(metric, set, amount, extra[0]);
      if (series === undefined) return;
      const packer = packerOf(this.tracer);
      if (packer === undefined) this.tracer.dogstatsd.increment(metric, amount, series.tags);
      else packer.count(series, amount);
    } catch (error) {
      this.guard.failed("dogstatsd", error);
    }
  }

  distribution<M extends DistributionMetric>(
    metric: M,
    set: TagSet,
    value: number | undefined,
    ...extra: Extra<M>
  ): void {
    if (value === undefined) return;
    try {
      const series = this.seriesOf(metric, set, value, extra[0]);
      if (series === undefined) return;
      const packer = packerOf(this.tracer);
      if (packer === undefined) this.tracer.dogstatsd.distribution(metric, value, series.tags);
      else packer.distribution(series, value);
    } catch (error) {
      this.guard.failed("dogstatsd", error);
    }
  }

  /** Absent where the value is none, or is not sent for a shadow. */
  private seriesOf<M extends MetricName>(
    metric: M,
    set: TagSet,
    value: number,
    extra: Extra<M>[0],
  ): Series | undefined {
    if (!Number.isFinite(value)) {
      this.dropped("non_finite", set);
      return undefined;
    }
    return (set.isShadow ? ofShadow(metric, set) : set)?.series(metric, extra);
  }

  dropped(reason: DropReason, set: TagSet): void {
    this.count("llm.telemetry_dropped", set, 1, { reason });
  }
}

/**
 * What is sent of a shadow's calls: their costs, of a feature of their own; scores, which have a stage;
 * and what the runtime says of itself. All else would count as production's.
 */
function ofShadow(metric: MetricName, set: TagSet): TagSet | undefined {
  if (metric === "llm.estimated_cost_usd")
    return set instanceof ShadowTagSet ? set.costs : undefined;
  return metric.startsWith("llm.eval.") || metric.startsWith("llm.telemetry_") ? set : undefined;
}
