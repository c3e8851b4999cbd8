import { renderQuery, totalsPer, type MetricQuery } from "../../constructs/datadog/expression";
import { MetricStore, RecordingFile, runTimeseries, type Timeseries } from "../../lab";
import type { Recorded } from "../../lab/recorder/format";
import { METRICS } from "../../telemetry";
import type { ReleaseSource, SourceAnswer, SourcePoint, Span } from "./source";

/** The lab's store: played incidents, recordings and CSV, queried in Datadog's own language. */
export class StoreSource implements ReleaseSource {
  readonly recorded: { readonly from: number; readonly to: number };

  constructor(
    readonly name: string,
    private readonly store: MetricStore,
    private readonly held: Recorded = {},
  ) {
    this.recorded = { from: store.earliest, to: store.latest + 1 };
  }

  read(query: MetricQuery, span: Span): Promise<SourceAnswer> {
    const why = this.missing(query);
    if (why !== undefined) return Promise.resolve({ kind: "unavailable", why });
    const points = this.sums(query, span).flatMap(({ tags, times, values }) => {
      const { prompt_version: version, model, feature } = tags;
      if (version === undefined || model === undefined || feature === undefined) return [];
      return Array.from(times).flatMap((time, index): SourcePoint[] => {
        const value = values[index] ?? NaN;
        return Number.isNaN(value) ? [] : [{ version, model, feature, time, value }];
      });
    });
    return Promise.resolve({ kind: "points", points });
  }

  private missing({ metric, atMost }: MetricQuery): string | undefined {
    const { metrics, means = false } = this.held;
    if (metrics?.includes(metric) === false) return `${this.name} has no ${metric}`;
    if (!means || atMost === undefined) return undefined;
    return `${this.name} has the means of minutes of ${metric}, and not its single values`;
  }

  total(query: MetricQuery, span: Span): Promise<number> {
    const values = this.sums({ ...query, groupBy: [] }, span).flatMap((one) => [...one.values]);
    const sum = values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
    return Promise.resolve(sum);
  }

  private sums(query: MetricQuery, { from, to, bucket }: Span): Timeseries[] {
    const formula = renderQuery(totalsPer(bucket, query) as MetricQuery);
    return runTimeseries(this.store, { formula, from, to });
  }
}

type RecordedPoint = Required<Parameters<MetricStore["ingest"]>[0]>;

/**
 * What `RecordingFile` and `readSeries` read. A series of a CSV that is not there was not exported, while
 * one that a recording lacks was never sent. Nothing is kept of metrics that are not ours: a recording may
 * be long.
 *
 * @throws RangeError for points that the lab cannot evaluate
 */
export function sourceOfPoints(name: string, points: Iterable<RecordedPoint>): StoreSource {
  const store = new MetricStore();
  for (const point of points) {
    if (Object.hasOwn(METRICS, point.name)) store.ingest(point, point.timestamp);
  }
  const [refused] = Object.keys(store.refused);
  if (refused !== undefined) throw new RangeError(`Points that cannot be evaluated: ${refused}.`);
  if (store.latest < 0) throw new RangeError("It holds no metric of ours, such as llm.requests.");
  const held = points instanceof RecordingFile ? points.recorded() : { metrics: store.names() };
  return new StoreSource(name, store, held);
}
