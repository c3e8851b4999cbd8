import { retention, type Retention, type RetentionProps } from "./retention";
import type { Selection } from "./selection";
import { Series, type Metric, type SeriesType } from "./series";
import { SumsPool } from "./sums-pool";

interface MetricEntry extends Metric {
  readonly series: Series[];
  /** By tags as sent, and by tags in order: clients do not sort them. */
  readonly byTags: Map<string, Series>;
}

/** What a client sends, as the local agent reads it. */
export interface Point {
  readonly name: string;
  readonly type: string;
  readonly values: readonly number[];
  readonly tags: readonly string[];
  readonly sampleRate: number;
  /** Seconds since the epoch; the time of arrival where absent. */
  readonly timestamp?: number;
}

const TYPES: Readonly<Record<string, SeriesType>> = {
  c: "count",
  g: "gauge",
  d: "distribution",
};

/**
 * Series in memory, bounded by {@link RetentionProps}.
 *
 * @example
 * const store = new MetricStore();
 * store.add("count", "llm.requests", ["model:gpt-4.1"], 1, 1_700_000_000);
 */
export class MetricStore {
  readonly retention: Retention;
  private readonly metrics = new Map<string, MetricEntry>();
  /** Points not kept, by reason. */
  readonly refused: Record<string, number> = {};
  /** Times of the earliest and the latest point, in seconds. */
  earliest = Infinity;
  latest = -Infinity;
  /** Changes with every point. */
  version = 0;
  /** What queries have in common, so that it is found once. */
  readonly sums: SumsPool;
  private readonly selections = new Map<string, Selection>();

  constructor(props: RetentionProps = {}) {
    this.retention = retention(props);
    this.sums = new SumsPool(this.retention);
  }

  /**
   * @param time Seconds since the epoch.
   * @param weight How many points this one stands for, where the client sampled. @default 1
   */
  add(
    type: SeriesType,
    name: string,
    tags: readonly string[],
    value: number,
    time: number,
    weight = 1,
  ): void {
    const series = this.seriesOf(type, name, tags);
    if (series) this.addTo(series, value, time, weight);
  }

  /** A series for `addTo`; undefined, and refused, where the metric is of another type. */
  seriesOf(type: SeriesType, name: string, tags: readonly string[]): Series | undefined {
    const metric = this.entry(name, type);
    if (metric.type === type) return this.seriesFor(metric, tags);
    this.refuse(`${name} is a ${metric.type} and was sent as a ${type}`);
    return undefined;
  }

  /** Adds a point to a series of this store: `add` for who has many points of one series. */
  addTo(series: Series, value: number, time: number, weight = 1): void {
    if (!Number.isFinite(value) || !Number.isFinite(time) || time < 0) {
      this.refuse("not finite");
      return;
    }
    if (time < this.earliest) this.earliest = time;
    if (time > this.latest) this.latest = time;
    this.version += 1;
    series.add(time, value, weight);
  }

  /**
   * Adds what a client sent. Sets are refused by name, and so are histograms and timers, of which Datadog
   * has only what the agent makes of them: see `AgentHistograms`.
   */
  ingest(point: Point, arrival: number): void {
    const type = TYPES[point.type];
    if (type === undefined) {
      this.refuse(`type ${point.type} is not supported`);
      return;
    }
    const scale = 1 / point.sampleRate;
    const [factor, weight] = type === "count" ? [scale, 1] : [1, type === "gauge" ? 1 : scale];
    const time = point.timestamp ?? arrival;
    for (const value of point.values) {
      this.add(type, point.name, point.tags, value * factor, time, weight);
    }
  }

  metric(name: string): Metric | undefined {
    return this.metrics.get(name);
  }

  /** The series of a metric query; the same for queries with the same key. */
  selection(key: string, create: () => Selection): Selection {
    let found = this.selections.get(key);
    if (!found) this.selections.set(key, (found = create()));
    return found;
  }

  names(): string[] {
    return [...this.metrics.keys()];
  }

  private entry(name: string, type: SeriesType): MetricEntry {
    let entry = this.metrics.get(name);
    if (!entry) {
      entry = { name, type, series: [], byTags: new Map() };
      this.metrics.set(name, entry);
    }
    return entry;
  }

  private seriesFor(metric: MetricEntry, tags: readonly string[]): Series {
    const asSent = tags.join(",");
    const known = metric.byTags.get(asSent);
    if (known) return known;
    const sorted = [...new Set(tags)].sort();
    const key = sorted.join(",");
    let series = metric.byTags.get(key);
    if (!series) {
      series = new Series(metric.type, sorted, this.retention);
      metric.byTags.set(key, series);
      metric.series.push(series);
    }
    metric.byTags.set(asSent, series);
    return series;
  }

  private refuse(reason: string): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
  }
}
