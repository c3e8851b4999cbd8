import { parseExpression } from "../query";
import { Compiler, type NamedExpression } from "./compile";
import { evenIntervals, type Intervals } from "./intervals";
import { groupsOf } from "./operands";
import type { ScalarAggregator } from "./reduce";
import type { Variables } from "./scope";
import type { GroupTags } from "./selection";
import type { MetricStore } from "./store";

/** A query of a dashboard widget, referred to by its name. */
export interface NamedQuery {
  readonly name: string;
  readonly query: string;
  /** How a scalar widget reduces the time span. @default "avg" */
  readonly aggregator?: ScalarAggregator;
}

export interface QueryProps {
  /** A metric query, or a formula over `queries`. */
  readonly formula: string;
  readonly queries?: readonly NamedQuery[];
  /** Values of template variables. */
  readonly variables?: Variables;
  /** Seconds since the epoch; the end is excluded. */
  readonly from: number;
  readonly to: number;
  /** Seconds per bucket, where the query has no `.rollup()`. @default a 60th of the span, in minutes */
  readonly interval?: number;
}

/** One line of a graph. */
export interface Timeseries {
  readonly tags: GroupTags;
  /** Start of each bucket, in seconds since the epoch. */
  readonly times: Float64Array;
  /** NaN where there is nothing. */
  readonly values: Float64Array;
}

export interface Scalar {
  readonly tags: GroupTags;
  readonly value: number;
}

/**
 * Evaluates a query or a formula in buckets, as a timeseries widget draws it.
 *
 * @throws QueryError
 * @example runTimeseries(store, { formula: "sum:llm.requests{*} by {model}.as_count()", from, to })
 */
export function runTimeseries(store: MetricStore, props: QueryProps): Timeseries[] {
  const compiled = compile(store, props, "timeseries");
  const step = compiled.rollup ?? bucketSeconds(props);
  const first = Math.floor(props.from / step) * step;
  const count = Math.max(0, Math.ceil((props.to - first) / step));
  const intervals = evenIntervals(first, step, step, count);
  return compiled.groups.map(({ key, tags }) => ({
    tags,
    times: intervals.from,
    values: compiled.evaluate(key, intervals),
  }));
}

/**
 * Evaluates a formula to one number per group, as a query value or a table shows it: each query is
 * reduced over the span first, by its own aggregator; then the formula is applied.
 *
 * @throws QueryError
 */
export function runScalar(store: MetricStore, props: QueryProps): Scalar[] {
  const compiled = compile(store, props, "scalar");
  const span = evenIntervals(props.from, 0, props.to - props.from, 1);
  return compiled.groups.map(({ key, tags }) => ({
    tags,
    value: compiled.evaluate(key, span)[0] ?? NaN,
  }));
}

interface CompiledQuery {
  readonly groups: readonly { readonly key: string; readonly tags: GroupTags }[];
  readonly rollup: number | undefined;
  evaluate(key: string, intervals: Intervals): Float64Array;
}

function compile(
  store: MetricStore,
  props: QueryProps,
  shape: "timeseries" | "scalar",
): CompiledQuery {
  const references = new Map<string, NamedExpression>();
  for (const { name, query, aggregator = "avg" } of props.queries ?? []) {
    const reduction = { aggregator, bucket: bucketSeconds(props) };
    references.set(name, {
      text: query,
      ast: parseExpression(query),
      ...(shape === "scalar" ? { reduction } : {}),
    });
  }
  const compiler = new Compiler({
    store,
    text: props.formula,
    references,
    ...(props.variables ? { variables: props.variables } : {}),
  });
  const { plan } = compiler.compile(parseExpression(props.formula));
  // Beside a missing count a graph has a gap; within arithmetic the count is 0.
  const context = {
    zeroForMissingCounts: compiler.hasArithmetic,
    countsPerSecond: false,
    repeatsLastGauge: true,
  };
  return {
    groups: [...groupsOf(compiler.operands, compiler.groupBy)].map(([key, tags]) => ({
      key,
      tags,
    })),
    rollup: compiler.rollup?.seconds,
    evaluate: (key, intervals) => plan.evaluate(key, intervals, context),
  };
}

function bucketSeconds({ from, to, interval }: QueryProps): number {
  return interval ?? Math.max(60, Math.ceil((to - from) / 60 / 60) * 60);
}
