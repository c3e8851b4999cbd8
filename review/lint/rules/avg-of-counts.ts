import type { Expression } from "../../../lab/query";
import type { Rule } from "../rule";

export const avgOfCounts: Rule = {
  id: "avg-of-counts",
  what: "avg, min or max over a window of a query with as_count().",
  why: "Datadog always sums as_count() over the window and ignores what the query says (https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/), so the threshold means something else than it reads.",
  cure: "Write sum(…), with a threshold for the whole window; or as_rate().",
  check: ({ query, queries }) => {
    if (!query || query.aggregator.name === "sum" || isForecastOrBand(query.expression)) return [];
    const counts = queries.some(({ modifiers }) =>
      modifiers.some(({ name }) => name === "as_count"),
    );
    return counts
      ? [`${query.aggregator.name}() stands over as_count(), which is always summed`]
      : [];
  },
};

/** Datadog itself writes these over avg(…): what is averaged is the deviation, not the counts. */
function isForecastOrBand(expression: Expression): boolean {
  return expression.kind === "call" && /^(?:anomalies|forecast|outliers)$/.test(expression.name);
}
