/** One metric with one combination of tags, and what of it waits to be handed over. */
export interface Series {
  readonly metric: string;
  /** Mutable only because dd-trace's types want it so; shared between calls. */
  readonly tags: string[];
  /** Sum of a count. */
  sum: number;
  /** Values of a distribution, as they go over the wire: `1:2:3`. */
  packed: string;
}

/** The tags of metrics, and the series that have them. */
export class SeriesTags {
  /** Tags that a metric carries beyond these, by tag and value. */
  readonly extended = new Map<string, Map<string, SeriesTags>>();
  private readonly series = new Map<string, Series>();

  /** @param sorted Tags as Datadog stores them. */
  constructor(readonly sorted: readonly string[]) {}

  of(metric: string): Series {
    let series = this.series.get(metric);
    if (series === undefined) {
      // All tags in one text, as they go over the wire: dd-trace's client would join them for each point.
      series = { metric, tags: [this.sorted.join()], sum: 0, packed: "" };
      this.series.set(metric, series);
    }
    return series;
  }
}
