import type { MetricName } from "../../telemetry";

/** One metric query: the leaf of every expression. */
export interface MetricQuery {
  readonly kind: "query";
  readonly aggregator: "sum" | "avg" | "count" | "p50" | "p75" | "p90" | "p95" | "p99";
  readonly metric: MetricName;
  /** Rendered filters, in the order in which they stand in the braces. */
  readonly filters: readonly string[];
  readonly groupBy: readonly string[];
  readonly asCount: boolean;
  /** Counts the values of a distribution that are no greater than this. */
  readonly atMost?: number;
  /** Seconds per point, where a graph needs a fixed one. */
  readonly rollupSeconds?: number;
}

/** Arithmetic over metric queries. One expression serves the monitor and the graph beside it. */
export type Expression =
  | MetricQuery
  | {
      readonly kind: "ratio";
      readonly of: Expression;
      readonly to: Expression;
      readonly percent: boolean;
    }
  | { readonly kind: "difference"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "multiple"; readonly factor: number; readonly of: Expression }
  | { readonly kind: "dayBefore"; readonly of: MetricQuery };

/** `of / to` as a percentage. */
export function percent(of: Expression, to: Expression): Expression {
  return { kind: "ratio", of, to, percent: true };
}

/** `of / to`. */
export function per(of: Expression, to: Expression): Expression {
  return { kind: "ratio", of, to, percent: false };
}

export function minus(left: Expression, right: Expression): Expression {
  return { kind: "difference", left, right };
}

export function times(factor: number, of: Expression): Expression {
  return { kind: "multiple", factor, of };
}

/** The same query a day earlier. */
export function dayBefore(of: MetricQuery): Expression {
  return { kind: "dayBefore", of };
}

const SECONDS_PER_DAY = 86_400;

/** How the parts of an expression are written; monitors and dashboards differ in the leaves only. */
interface Notation {
  query(query: MetricQuery): string;
  /** Wraps what is 0 where it has no points: the numerator of a ratio, or what is subtracted. */
  addend(text: string, of: Expression): string;
}

function write(expression: Expression, notation: Notation): string {
  switch (expression.kind) {
    case "query":
      return notation.query(expression);
    case "ratio": {
      const of = notation.addend(factor(expression.of, notation), expression.of);
      const ratio = `${of} / ${factor(expression.to, notation)}`;
      return expression.percent ? `100 * ${ratio}` : ratio;
    }
    case "difference":
      return `${write(expression.left, notation)} - ${subtrahend(expression.right, notation)}`;
    case "multiple":
      return `${formatNumber(expression.factor)} * ${factor(expression.of, notation)}`;
    case "dayBefore":
      return `timeshift(${notation.query(expression.of)}, -${SECONDS_PER_DAY})`;
  }
}

/** Only a difference is torn apart by a minus before it. */
function subtrahend(expression: Expression, notation: Notation): string {
  const text = notation.addend(write(expression, notation), expression);
  return expression.kind === "difference" ? `(${text})` : text;
}

/** A sub-expression in a place where a bare sum would be torn apart by the operator next to it. */
function factor(expression: Expression, notation: Notation): string {
  const text = write(expression, notation);
  const compound = expression.kind === "difference" || expression.kind === "ratio";
  return compound ? `(${text})` : text;
}

/** The query as text: `sum:llm.errors{env:production} by {model}.as_count()`. */
export function renderQuery(query: MetricQuery): string {
  const filters = query.filters.length > 0 ? query.filters.join(",") : "*";
  const groups = query.groupBy.length > 0 ? ` by {${query.groupBy.join(",")}}` : "";
  const count = query.asCount ? ".as_count()" : "";
  const rollup = query.rollupSeconds === undefined ? "" : `.rollup(sum, ${query.rollupSeconds})`;
  const values = query.atMost === undefined ? "" : `(v: v<=${formatNumber(query.atMost)})`;
  return `${query.aggregator}${values}:${query.metric}{${filters}}${groups}${count}${rollup}`;
}

/**
 * The expression with each point a total over `seconds`, so that a threshold per hour can be drawn on
 * a graph whose points would otherwise be as long as its zoom makes them.
 */
export function totalsPer(seconds: number, expression: Expression): Expression {
  switch (expression.kind) {
    case "query":
      return { ...expression, rollupSeconds: seconds };
    case "ratio":
      return {
        ...expression,
        of: totalsPer(seconds, expression.of),
        to: totalsPer(seconds, expression.to),
      };
    case "difference":
      return {
        ...expression,
        left: totalsPer(seconds, expression.left),
        right: totalsPer(seconds, expression.right),
      };
    case "multiple":
      return { ...expression, of: totalsPer(seconds, expression.of) };
    case "dayBefore":
      return { ...expression, of: { ...expression.of, rollupSeconds: seconds } };
  }
}

/** The expression as one text, as monitors take it. */
export function renderExpression(expression: Expression): string {
  return write(expression, { query: renderQuery, addend: (text) => text });
}

/** An expression as dashboards take it: named queries, and a formula over the names. */
export interface Formula {
  readonly formula: string;
  readonly queries: readonly { readonly name: string; readonly query: MetricQuery }[];
}

/** @param firstIndex number of queries that the request holds already; names must be unique in it. */
export function toFormula(expression: Expression, firstIndex = 0): Formula {
  const queries: { name: string; query: MetricQuery }[] = [];
  const formula = write(expression, {
    query(query) {
      const name = `query${firstIndex + queries.length + 1}`;
      queries.push({ name, query });
      return name;
    },
    // On a dashboard a count without points is "no data", which would blank the whole formula:
    // no errors must draw a line at 0.
    addend: (text, of) => (of.kind === "query" && of.asCount ? `default_zero(${text})` : text),
  });
  return { formula, queries };
}

/**
 * A number as Datadog's query language takes it: a leading zero, no exponent, and no digits that only
 * binary fractions put there (`-5 / 100` is not `-0.05000000000000001`).
 */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(12));
  const text = String(rounded);
  return text.includes("e") ? rounded.toFixed(12).replace(/\.?0+$/, "") : text;
}
