import {
  dayBefore,
  formatNumber,
  minus,
  per,
  percent,
  renderExpression,
  times,
  toFormula,
  totalsPer,
} from "../../../constructs/datadog/expression";
import { count, read } from "../../../constructs/datadog/query";

const errors = count("llm.errors", []).by();
const requests = count("llm.requests", []).by();
const cost = read("llm.estimated_cost_usd", []).asCount();

describe("expressions", () => {
  it("keep their meaning as text: a difference in a ratio is set in parentheses", () => {
    expect(renderExpression(percent(errors, requests))).toBe(
      "100 * sum:llm.errors{*}.as_count() / sum:llm.requests{*}.as_count()",
    );
    expect(renderExpression(per(cost, minus(requests, errors)))).toBe(
      "sum:llm.estimated_cost_usd{*}.as_count() / (sum:llm.requests{*}.as_count() - sum:llm.errors{*}.as_count())",
    );
    expect(renderExpression(minus(cost, minus(cost, times(2, cost))))).toBe(
      "sum:llm.estimated_cost_usd{*}.as_count() - (sum:llm.estimated_cost_usd{*}.as_count() - 2 * sum:llm.estimated_cost_usd{*}.as_count())",
    );
  });

  it("become formulas in which a missing numerator counts as 0, so that no errors draw a line", () => {
    const { formula, queries } = toFormula(percent(errors, requests));
    expect(formula).toBe("100 * default_zero(query1) / query2");
    expect(queries.map(({ name, query }) => `${name} ${query.metric}`)).toEqual([
      "query1 llm.errors",
      "query2 llm.requests",
    ]);
  });

  it("number their queries on from those that the request holds already", () => {
    expect(toFormula(minus(cost, dayBefore(cost)), 3).formula).toBe(
      "query4 - timeshift(query5, -86400)",
    );
  });

  it("can be totalled per hour, wherever a query stands in them", () => {
    const hourly = totalsPer(3600, minus(cost, times(2, dayBefore(cost))));
    expect(renderExpression(hourly).match(/\.rollup\(sum, 3600\)/g)).toHaveLength(2);
    expect(renderExpression(totalsPer(60, percent(errors, requests)))).toContain(
      "sum:llm.errors{*}.as_count().rollup(sum, 60) /",
    );
  });
});

describe("formatNumber", () => {
  it.each([
    [-5 / 100, "-0.05"],
    [0.1 + 0.2, "0.3"],
    [8000, "8000"],
    [1e-7, "0.0000001"],
    [0.5, "0.5"],
  ])(
    "writes %d as %s: no exponent, a leading zero, no digits of binary fractions",
    (value, text) => {
      expect(formatNumber(value)).toBe(text);
    },
  );
});
