import { renderQuery, toFormula, type Expression, type MetricQuery } from "../expression";

/** One line, bar or column: an expression, and what people call it. */
export interface Series {
  readonly expression: Expression;
  readonly alias?: string;
  readonly unit?: DisplayUnit;
}

export type DisplayUnit = "percent" | "millisecond" | "dollar";

export interface SeriesRequest {
  readonly response_format: "timeseries" | "scalar";
  readonly queries: readonly object[];
  readonly formulas: readonly object[];
}

/**
 * How a scalar is reduced over the dashboard's time range. Counts add up, and the percentiles of a
 * distribution merge: an average of the points' percentiles would be none.
 */
export function seriesRequest(
  series: readonly Series[],
  format: SeriesRequest["response_format"],
): SeriesRequest {
  const queries: object[] = [];
  const formulas = series.map(({ expression, alias, unit = unitOf(expression) }) => {
    const formula = toFormula(expression, queries.length);
    for (const { name, query } of formula.queries) {
      const aggregator = scalarAggregator(query);
      queries.push({
        name,
        data_source: "metrics",
        query: renderQuery(query),
        ...(format === "scalar" ? { aggregator } : {}),
      });
    }
    return {
      formula: formula.formula,
      ...(alias === undefined ? {} : { alias }),
      ...(unit === undefined ? {} : { number_format: numberFormat(unit) }),
    };
  });
  return { response_format: format, queries, formulas };
}

function scalarAggregator({ asCount, aggregator }: MetricQuery): "sum" | "avg" | "percentile" {
  if (asCount) return "sum";
  return aggregator.startsWith("p") ? "percentile" : "avg";
}

/** A percentage has no unit that Datadog could know: its metrics' units cancel out. */
function unitOf(expression: Expression): DisplayUnit | undefined {
  return expression.kind === "ratio" && expression.percent ? "percent" : undefined;
}

function numberFormat(unit: DisplayUnit): object {
  return { unit: { type: "canonical_unit", unit_name: unit } };
}
