import type { SeriesFilter } from "./scope";
import type { Metric, Series } from "./series";

/** Values of the group-by tags, by key. Empty for an ungrouped query. */
export type GroupTags = Readonly<Record<string, string>>;

/** The series of one group. */
export interface Group {
  readonly key: string;
  readonly tags: GroupTags;
  readonly series: Series[];
}

/** A value cannot hold it: tags are normalised. */
const SEPARATOR = "\u0000";

/** Where a selection finds its metric, which may arrive later than the query. */
interface Metrics {
  metric(name: string): Metric | undefined;
}

/** The series that a metric query selects, by group. Looks at each series once, when it appears. */
export class Selection {
  readonly groups = new Map<string, Group>();
  private seen = 0;

  /** @param by Group-by keys, sorted, so that operands which name them in another order agree. */
  constructor(
    private readonly store: Metrics,
    private readonly metricName: string,
    private readonly filter: SeriesFilter,
    private readonly by: readonly string[],
  ) {}

  get metric(): Metric | undefined {
    return this.store.metric(this.metricName);
  }

  /** Takes up the series that have appeared since the last call. */
  refresh(): void {
    const series = this.metric?.series ?? [];
    for (; this.seen < series.length; this.seen += 1) {
      const one = series[this.seen];
      if (one && this.filter(one)) this.place(one);
    }
  }

  private place(series: Series): void {
    for (const tags of combinations(series, this.by)) {
      const key = this.by.map((name) => tags[name]).join(SEPARATOR);
      const group = this.groups.get(key);
      if (group) group.series.push(series);
      else this.groups.set(key, { key, tags, series: [series] });
    }
  }
}

/**
 * The groups of a series: none where it lacks a tag, several where a tag has several values.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#alert-grouping
 */
function combinations(series: Series, by: readonly string[]): Record<string, string>[] {
  return by.reduce<Record<string, string>[]>(
    (partial, key) =>
      partial.flatMap((tags) =>
        (series.tags.get(key) ?? []).map((value) => ({ ...tags, [key]: value })),
      ),
    [{}],
  );
}
