import type { Point } from "../../lab/metrics";
import { Failure } from "../failure";
import type { ReadOnlyDatadog } from "../datadog/read-only";
import type { AskedMetric } from "./asked-metrics";

/** Seconds of a point: the finest that Datadog answers of more than some hours. */
export const STEP = 60;
/** Points of one series in one answer: Datadog makes them coarser beyond some 1,500. */
const MAX_POINTS = 1_000;
/** Seconds that are asked for at once. */
export const PAGE = MAX_POINTS * STEP;

/** What one question came to. */
export interface Answered {
  readonly points: readonly Required<Point>[];
  /** Seconds between the points that Datadog gave; the coarsest. */
  readonly interval: number;
}

/** Asks for what a metric was, minute by minute. */
export async function queryMetric(
  datadog: Pick<ReadOnlyDatadog, "get">,
  metric: AskedMetric,
  from: number,
  to: number,
): Promise<Answered> {
  const ask = (space: string, modifiers: string): Promise<Series[]> =>
    querySeries(datadog, queryText(metric, space, modifiers), from, to);
  if (metric.type !== "distribution") {
    const isCount = metric.type === "count";
    const series = isCount
      ? await ask("sum", `.as_count().rollup(sum, ${STEP})`)
      : await ask("avg", `.rollup(avg, ${STEP})`);
    const type = isCount ? "c" : "g";
    const points = series.flatMap(({ tags, values }) =>
      values.map(([timestamp, value]) => pointOf(metric, type, tags, timestamp, value)),
    );
    return { points, interval: coarsest(series) };
  }
  const total = `.as_count().rollup(sum, ${STEP})`;
  const [sums, counts] = [await ask("sum", total), await ask("count", total)];
  return { points: means(metric, sums, counts), interval: coarsest([...sums, ...counts]) };
}

interface Series {
  readonly tags: readonly string[];
  readonly interval: number;
  /** Time in seconds, and value. */
  readonly values: readonly (readonly [number, number])[];
}

function queryText({ name, filter, by }: AskedMetric, space: string, modifiers: string): string {
  const groups = by.length === 0 ? "" : ` by {${by.join(",")}}`;
  return `${space}:${name}{${filter.join(",") || "*"}}${groups}${modifiers}`;
}

/** As many values as there were, each the mean: totals, numbers and means are right, percentiles not. */
function means(
  metric: AskedMetric,
  sums: readonly Series[],
  counts: readonly Series[],
): Required<Point>[] {
  const totals = new Map(
    sums.flatMap(({ tags, values }) =>
      values.map(([time, value]) => [`${tags.join()} ${time}`, value] as const),
    ),
  );
  return counts.flatMap(({ tags, values }) =>
    values.flatMap(([time, count]) => {
      const sum = totals.get(`${tags.join()} ${time}`);
      if (sum === undefined || count < 1) return [];
      return [{ ...pointOf(metric, "d", tags, time, sum / count), sampleRate: 1 / count }];
    }),
  );
}

function pointOf(
  { name }: AskedMetric,
  type: string,
  tags: readonly string[],
  timestamp: number,
  value: number,
): Required<Point> {
  return { name, type, values: [value], tags, sampleRate: 1, timestamp };
}

const coarsest = (series: readonly Series[]): number =>
  Math.max(0, ...series.map(({ interval }) => interval));

/** @see https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points */
async function querySeries(
  datadog: Pick<ReadOnlyDatadog, "get">,
  query: string,
  from: number,
  to: number,
): Promise<Series[]> {
  const span = { from: String(from), to: String(to) };
  const answer = await datadog.get(
    `/api/v1/query?${String(new URLSearchParams({ ...span, query }))}`,
  );
  if (answer.kind === "forbidden") {
    throw new Failure(
      "Datadog refuses the keys: are DD_API_KEY and DD_APP_KEY of this site, and does the application " +
        "key have the scope timeseries_query? --site <site> or DD_SITE chooses the site.",
    );
  }
  if (answer.kind === "absent") {
    throw new Failure("There is no query API at this address: check --site and --api-url.");
  }
  if (answer.kind === "unanswered") throw new Failure(`Datadog does not answer: ${answer.why}.`);
  if (answer.kind === "refused") throw new Failure(`Datadog refuses ${query}: ${answer.why}`);
  const { series, error } = Object(answer.body) as { series?: unknown; error?: unknown };
  if (typeof error === "string" && error !== "")
    throw new Failure(`Datadog says of ${query}: ${error}`);
  if (!Array.isArray(series)) throw new Failure("Datadog's answer has not the documented form.");
  return series.map((one) => seriesOf(one, from, to));
}

function seriesOf(given: unknown, from: number, to: number): Series {
  const { pointlist, tag_set: tags, interval } = Object(given) as Readonly<Record<string, unknown>>;
  const points = Array.isArray(pointlist) ? (pointlist as unknown[]) : [];
  return {
    // A series without a tag that it is grouped by has it as N/A.
    tags: (Array.isArray(tags) ? tags.map(String) : [])
      .filter((tag) => !/:n\/a$/i.test(tag))
      .sort(),
    interval: typeof interval === "number" ? interval : STEP,
    values: points.flatMap((point): [number, number][] => {
      const [time, value] = Array.isArray(point) ? (point as unknown[]) : [];
      if (typeof time !== "number" || typeof value !== "number") return [];
      const seconds = time / 1_000;
      // The end of a page is the start of the next.
      return seconds >= from && seconds < to ? [[seconds, value]] : [];
    }),
  };
}
