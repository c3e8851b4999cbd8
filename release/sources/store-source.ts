import { renderQuery, totalsPer, type MetricQuery } from "../../constructs/datadog/expression";
import { MetricStore, runTimeseries, type readRecording } from "../../lab";
import type { ReleaseSource, SourceAnswer, SourcePoint, Span } from "./source";

/** The lab's store: played incidents, recordings and CSV, queried in Datadog's own language. */
export class StoreSource implements ReleaseSource {
  readonly recorded: { readonly from: number; readonly to: number };

  constructor(
    readonly name: string,
    private readonly store: MetricStore,
  ) {
    this.recorded = { from: store.earliest, to: store.latest + 1 };
  }

  read(query: MetricQuery, span: Span): Promise<SourceAnswer> {
    const formula = renderQuery(totalsPer(span.bucket, query) as MetricQuery);
    const series = runTimeseries(this.store, { formula, from: span.from, to: span.to });
    const points = series.flatMap(({ tags, times, values }) => {
      const { prompt_version: version, model, feature } = tags;
      if (version === undefined || model === undefined || feature === undefined) return [];
      return Array.from(times).flatMap((time, index): SourcePoint[] => {
        const value = values[index] ?? NaN;
        return Number.isNaN(value) ? [] : [{ version, model, feature, time, value }];
      });
    });
    return Promise.resolve({ kind: "points", points });
  }
}

/**
 * What `readRecording` and `readSeries` read.
 *
 * @throws RangeError for points that the lab cannot evaluate
 */
export function sourceOfPoints(
  name: string,
  points: ReturnType<typeof readRecording>,
): StoreSource {
  const store = new MetricStore();
  for (const point of points) store.ingest(point, point.timestamp);
  const [refused] = Object.keys(store.refused);
  if (refused !== undefined) throw new RangeError(`Points that cannot be evaluated: ${refused}.`);
  return new StoreSource(name, store);
}
