import { renderQuery, totalsPer, type MetricQuery } from "../../constructs/datadog/expression";
import { at, groupOf, list } from "./answer";
import type { ReleaseSource, SourceAnswer, SourcePoint, Span } from "./source";

/** What Datadog answers, after whoever asks has waited and repeated as often as makes sense. */
export type QueryAnswer =
  | { readonly kind: "ok"; readonly body: unknown }
  | { readonly kind: "absent" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unanswered"; readonly why: string };

/** Asks Datadog's HTTP API. */
export interface QueryApi {
  ask(method: "GET" | "POST", path: string, body?: object): Promise<QueryAnswer>;
  /** Seconds since the epoch by the clock of whoever answered last. */
  readonly serverTime: number | undefined;
}

/** Points of one series in one answer; Datadog makes them coarser beyond some 1,500. */
const MAX_POINTS = 1_000;

/** Nothing can be compared: no key, no permission, no answer. */
class SourceFailure extends Error {
  override readonly name = "SourceFailure";
}

/**
 * Datadog's metrics, over its query API.
 *
 * @see https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-data-across-multiple-products
 */
export class DatadogSource implements ReleaseSource {
  readonly name = "Datadog";

  constructor(private readonly api: QueryApi) {}

  /**
   * Makes sure of the key, and learns Datadog's time: what is asked next depends on it.
   *
   * @throws SourceFailure where the key is refused, or nobody answers
   */
  async greet(): Promise<void> {
    bodyOf(await this.api.ask("GET", "/api/v1/validate"));
  }

  async read(query: MetricQuery, span: Span): Promise<SourceAnswer> {
    const text = renderQuery(totalsPer(span.bucket, query) as MetricQuery);
    const points: SourcePoint[] = [];
    // The end of a page is the start of the next: its bucket must not be counted twice.
    const page = MAX_POINTS * span.bucket;
    for (let from = span.from; from < span.to; from += page) {
      const to = Math.min(span.to, from + page);
      const answer = await this.api.ask("POST", "/api/v2/query/timeseries", {
        data: {
          type: "timeseries_request",
          attributes: {
            from: from * 1_000,
            to: to * 1_000,
            interval: span.bucket * 1_000,
            queries: [{ data_source: "metrics", name: "a", query: text }],
            formulas: [{ formula: "a" }],
          },
        },
      });
      const read = pointsOf(answer, { ...span, from, to });
      if (typeof read === "string") return { kind: "unavailable", why: read };
      points.push(...read);
    }
    return { kind: "points", points };
  }

  async total(query: MetricQuery, { from, to }: Span): Promise<number | undefined> {
    const answer = await this.api.ask("POST", "/api/v2/query/scalar", {
      data: {
        type: "scalar_request",
        attributes: {
          from: from * 1_000,
          to: to * 1_000,
          queries: [
            {
              data_source: "metrics",
              name: "a",
              aggregator: "sum",
              query: renderQuery({ ...query, groupBy: [] }),
            },
          ],
          formulas: [{ formula: "a" }],
        },
      },
    });
    const columns = at(bodyOf(answer), "data", "attributes", "columns");
    const numbers = (Array.isArray(columns) ? columns : []).find(
      (column) => at(column, "type") === "number",
    ) as unknown;
    const value = at(numbers, "values", "0");
    return typeof value === "number" ? value : undefined;
  }

  now(): number | undefined {
    return this.api.serverTime;
  }
}

/** @throws SourceFailure where further questions are pointless */
function bodyOf(answer: QueryAnswer): unknown {
  switch (answer.kind) {
    case "ok":
      return answer.body;
    case "refused":
      return undefined;
    case "forbidden":
      throw new SourceFailure(
        "Datadog refuses the keys: are DD_API_KEY and DD_APP_KEY of this site, and does the " +
          "application key have the scope timeseries_query? --site <site> or DD_SITE chooses the site.",
      );
    case "absent":
      throw new SourceFailure("There is no query API at this address: check --site and --api-url.");
    case "unanswered":
      throw new SourceFailure(`Datadog does not answer: ${answer.why}. Try again later.`);
  }
}

/** The points of an answer, or why there are none that can be used. */
function pointsOf(answer: QueryAnswer, span: Span): SourcePoint[] | string {
  if (answer.kind === "refused") return `Datadog refuses the query: ${answer.why}`;
  const attributes = at(bodyOf(answer), "data", "attributes");
  const [times, series, values] = ["times", "series", "values"].map((name) => at(attributes, name));
  // An error may stand beside an empty answer, with a status of 200.
  const errors = at(bodyOf(answer), "errors");
  if (typeof errors === "string" && errors !== "") return `Datadog says: ${errors}`;
  if (!Array.isArray(times) || !Array.isArray(series) || !Array.isArray(values)) {
    throw new SourceFailure("Datadog's answer has not the documented form.");
  }
  const starts = times.map((time) => Number(time) / 1_000);
  if (!areBuckets(starts, span))
    return `Datadog's points are not ${span.bucket} seconds apart, as was asked`;
  return series.flatMap((one: unknown, index) => {
    const group = groupOf(list(at(one, "group_tags")));
    if (group === undefined) return [];
    return starts.flatMap((time, place): SourcePoint[] => {
      const value = at(values, String(index), String(place));
      const isInside = time >= span.from && time < span.to;
      return isInside && typeof value === "number" && Number.isFinite(value)
        ? [{ ...group, time, value }]
        : [];
    });
  });
}

/** Few points lie apart by chance; on an even, wider grid they were summed up. */
const ENOUGH = 4;

function areBuckets(starts: readonly number[], { from, bucket }: Span): boolean {
  const gaps = starts.slice(1).map((time, index) => time - (starts[index] ?? 0));
  const [first = bucket] = gaps;
  const isWider = first > bucket && gaps.every((gap) => gap === first);
  return (
    starts.every((time) => (time - from) % bucket === 0) && !(isWider && starts.length >= ENOUGH)
  );
}
