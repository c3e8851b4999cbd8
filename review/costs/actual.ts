import { METRICS, type LlmServiceInEnv } from "../../telemetry";

const HOUR = 3_600;

/** A point, as far as counting asks. */
export interface CountedPoint {
  readonly name: string;
  readonly tags: readonly string[];
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/** Series that were really sent: different ones in each hour, on average over the hours. */
export interface ActualSeries {
  readonly hours: number;
  readonly series: number;
  readonly byMetric: ReadonlyMap<string, number>;
}

/**
 * Counts as Datadog bills: different combinations of tags in an hour, averaged over the hours.
 *
 * @see https://docs.datadoghq.com/account_management/billing/custom_metrics/
 */
export class SeriesCounter {
  private readonly hours = new Map<number, Map<string, Set<string>>>();
  private readonly owner: readonly string[];

  constructor({ service, env }: Pick<LlmServiceInEnv, "service" | "env">) {
    this.owner = [`service:${service}`, `env:${env}`];
  }

  add({ name, tags, timestamp }: CountedPoint): void {
    if (!Object.hasOwn(METRICS, name) || !this.owner.every((tag) => tags.includes(tag))) return;
    const hour = Math.floor(timestamp / HOUR);
    const metrics = this.hours.get(hour) ?? new Map<string, Set<string>>();
    this.hours.set(hour, metrics);
    const seen = metrics.get(name) ?? new Set<string>();
    metrics.set(name, seen.add([...tags].sort().join(",")));
  }

  result(): ActualSeries {
    const totals = new Map<string, number>();
    for (const metrics of this.hours.values()) {
      for (const [name, seen] of metrics) totals.set(name, (totals.get(name) ?? 0) + seen.size);
    }
    const hours = this.hours.size;
    const byMetric = new Map([...totals].map(([name, total]) => [name, total / hours]));
    const series = [...byMetric.values()].reduce((sum, one) => sum + one, 0);
    return { hours, series, byMetric };
  }
}
