import { renderQuery, totalsPer, type MetricQuery } from "../../../constructs/datadog/expression";
import { read } from "../../../constructs/datadog/query";
import { runTimeseries, type MetricStore } from "../../../lab";
import { QUESTION } from "./judged";
import { HOUR, START } from "./release-store";

const SCOPE = ["env:production", "service:support-agent", "prompt_name:support_triage"];

/** Everything that a comparison asks for, as somebody would have it with `curl`. */
export const ASKED: readonly string[] = [
  ...new Set(
    [
      read("llm.requests", SCOPE).by("prompt_version", "model", "feature").asCount(),
      ...QUESTION.measures.flatMap(({ reads }) => [reads.events(SCOPE), reads.total(SCOPE)]),
    ].map((query) => renderQuery(totalsPer(HOUR, query) as MetricQuery)),
  ),
];

const answered = (store: MetricStore, formula: string) =>
  runTimeseries(store, { formula, from: START, to: START + 24 * HOUR }).map((one) => ({
    tags: Object.entries(one.tags).map(([key, value]) => `${key}:${value}`),
    times: Array.from(one.times, (time) => time * 1_000),
    values: Array.from(one.values, (value) => (Number.isNaN(value) ? null : value)),
  }));

/** What `GET /api/v1/query` answers, as documented. */
export function answerOfV1(store: MetricStore, queries = ASKED) {
  return {
    status: "ok",
    res_type: "time_series",
    query: queries.join(","),
    from_date: START * 1_000,
    to_date: (START + 24 * HOUR) * 1_000,
    message: "",
    group_by: ["prompt_version", "model", "feature"],
    series: queries.flatMap((query, index) =>
      answered(store, query).map(({ tags, times, values }) => ({
        query_index: index,
        aggr: "sum",
        metric: /:(llm[\w.]+)/.exec(query)![1],
        tag_set: tags,
        expression: query,
        scope: [...SCOPE, ...tags].join(","),
        interval: HOUR,
        length: times.length,
        start: times[0],
        end: times.at(-1),
        pointlist: times.map((time, at) => [time, values[at]]),
      })),
    ),
  };
}

/** What `POST /api/v2/query/timeseries` is asked, and what it answers, as documented. */
export function answerOfV2(store: MetricStore, queries = ASKED) {
  const nameOf = (index: number): string => `query${index + 1}`;
  const found = queries.flatMap((query, index) =>
    answered(store, query).map((one) => ({ ...one, index })),
  );
  const request = {
    data: {
      type: "timeseries_request",
      attributes: {
        from: START * 1_000,
        to: (START + 24 * HOUR) * 1_000,
        interval: HOUR * 1_000,
        queries: queries.map((query, index) => ({
          data_source: "metrics",
          name: nameOf(index),
          query,
        })),
        formulas: queries.map((_, index) => ({ formula: nameOf(index) })),
      },
    },
  };
  const answer = {
    data: {
      type: "timeseries_response",
      attributes: {
        times: found[0]?.times ?? [],
        series: found.map(({ tags, index }) => ({
          group_tags: tags,
          query_index: index,
          unit: null,
        })),
        values: found.map(({ values }) => values),
      },
    },
  };
  return { request, answer };
}
