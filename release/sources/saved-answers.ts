import { QueryError, splitQueries } from "../../lab/query";
import { at, list } from "./answer";

/** A series as a query gave it. */
interface SavedSeries {
  readonly tags: readonly string[];
  /** Time in seconds since the epoch, and value. */
  readonly points: readonly (readonly [number, number])[];
}

/** What was asked, and what came. */
export interface SavedAnswer {
  readonly query: string;
  readonly series: readonly SavedSeries[];
}

/**
 * The answers that a file holds. Of `POST /api/v2/query/timeseries`, which does not repeat what was asked,
 * the request has to stand before the answer.
 *
 * @param files what each holds, in their order
 * @throws SyntaxError where one is no such file, naming it
 * @see https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points
 * @see https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-data-across-multiple-products
 */
export function savedAnswers(files: readonly SavedFile[]): SavedAnswer[] {
  let asked: readonly string[] | undefined;
  return files.flatMap(({ name, json }): SavedAnswer[] => {
    const fail = (why: string): never => {
      throw new SyntaxError(`${name} ${why}`);
    };
    const form = formOf(json);
    switch (form) {
      case "v1":
        return answersOfV1(json);
      case "request":
        asked = queriesAsked(json);
        return [];
      case "v2":
        if (asked === undefined) {
          return fail(
            "does not say what was asked, as answers of /api/v2/query/timeseries never do: name the file " +
              "of the request before it (--source request.json,answer.json).",
          );
        }
        return answersOfV2(json, asked);
      case "error":
        return fail(`is an error of Datadog's: ${errorIn(json)}`);
      case "widget":
        return fail("is the definition of a widget or a dashboard, in which there are no numbers.");
      case undefined:
        return fail(
          "is neither a recording of datadog-llm record nor an answer of Datadog's query API (/api/v1/query, " +
            "/api/v2/query/timeseries).",
        );
    }
  });
}

export interface SavedFile {
  readonly name: string;
  readonly json: unknown;
}

type Form = "v1" | "v2" | "request" | "error" | "widget";

function formOf(json: unknown): Form | undefined {
  const type = at(json, "data", "type");
  if (errorIn(json) !== "") return "error";
  if (Array.isArray(at(json, "series")) && typeof at(json, "query") === "string") return "v1";
  if (type === "timeseries_request") return "request";
  if (type === "timeseries_response") return "v2";
  const isWidget = ["definition", "requests", "widgets"].some(
    (name) => at(json, name) !== undefined,
  );
  return isWidget ? "widget" : undefined;
}

/** Either API may tell of an error beside an empty answer. */
function errorIn(json: unknown): string {
  return [at(json, "error"), at(json, "errors")]
    .flat()
    .filter((one): one is string => typeof one === "string" && one !== "")
    .join("; ");
}

function answersOfV1(json: unknown): SavedAnswer[] {
  const queries = queriesIn(String(at(json, "query")));
  const series = list(at(json, "series"));
  return queries.map((query, index) => ({
    query,
    series: series
      .filter((one) => queries.length === 1 || at(one, "query_index") === index)
      .map((one) => ({
        tags: tagsOf(one),
        points: pointsOf(list(at(one, "pointlist")).map((point) => list(point))),
      })),
  }));
}

/** Older answers have the scope only, in which filters and groups stand together. */
function tagsOf(series: unknown): string[] {
  const tags = list(at(series, "tag_set")).map(String);
  const scope = at(series, "scope");
  return tags.length === 0 && typeof scope === "string" ? scope.split(",") : tags;
}

function queriesIn(text: string): string[] {
  try {
    return splitQueries(text);
  } catch (error) {
    if (error instanceof QueryError) return [text];
    throw error;
  }
}

/** By the place of each formula, or of each query without formulas. */
function queriesAsked(json: unknown): string[] {
  const attributes = at(json, "data", "attributes");
  const queries = list(at(attributes, "queries"));
  const named = new Map(queries.map((one) => [at(one, "name"), String(at(one, "query"))]));
  const formulas = list(at(attributes, "formulas"));
  if (formulas.length === 0) return queries.map((one) => String(at(one, "query")));
  return formulas.map((one) => named.get(at(one, "formula")) ?? String(at(one, "formula")));
}

function answersOfV2(json: unknown, asked: readonly string[]): SavedAnswer[] {
  const attributes = at(json, "data", "attributes");
  const [times, series, values] = ["times", "series", "values"].map((key) =>
    list(at(attributes, key)),
  ) as [unknown[], unknown[], unknown[]];
  return asked.map((query, index) => ({
    query,
    series: series.flatMap((one, place) => {
      if ((at(one, "query_index") ?? 0) !== index) return [];
      const own = list(values[place]);
      return [
        {
          tags: list(at(one, "group_tags")).map(String),
          points: pointsOf(times.map((time, number) => [time, own[number]])),
        },
      ];
    }),
  }));
}

/** A bucket without data is null. */
function pointsOf(pairs: readonly (readonly unknown[])[]): [number, number][] {
  return pairs.flatMap(([time, value]): [number, number][] =>
    typeof time === "number" && typeof value === "number" ? [[time / 1_000, value]] : [],
  );
}
