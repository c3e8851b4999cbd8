import {
  Compiler,
  DEFAULTS,
  type CompiledOperand,
  type MetricStore,
  type Plan,
  type ScalarAggregator,
} from "../metrics";
import {
  metricQueries,
  variablesIn,
  QueryError,
  some,
  type Expression,
  type MonitorQuery,
  type ScopeVariable,
  type TimeSpan,
} from "../query";
import type { MonitorDefinition } from "./definition";
import { MAX_SECONDS, type CumulativeUnit } from "./rules/cumulative";
import { thresholdProblem } from "./rules/threshold-order";
import type { ThresholdComparator } from "./rules/thresholds";

/** A metric monitor's query, ready to be evaluated. */
export interface CompiledMonitor {
  readonly query: MonitorQuery;
  readonly plan: Plan;
  readonly operands: readonly CompiledOperand[];
  readonly groupBy: readonly string[];
  readonly windowSeconds: number;
  /** Set where the window begins with the calendar; `windowSeconds` is then its greatest length. */
  readonly cumulative: CumulativeUnit | undefined;
  readonly aggregator: ScalarAggregator;
  readonly comparator: ThresholdComparator;
  readonly critical: number;
  readonly change:
    { readonly kind: "change" | "pct_change"; readonly shiftSeconds: number } | undefined;
  readonly rollup: number | undefined;
  /** Seconds by which the oldest point that is read lies before the evaluation. */
  readonly lookback: number;
  /** Each operand is summed over the window before the arithmetic. */
  readonly asCountPath: boolean;
  /** One stretch gives what buckets would: a single total, or a merged percentile. */
  readonly needsNoBuckets: boolean;
  /** As opposed to a weighted sum of totals, for which every interpretation gives the same. */
  readonly functionsMatter: boolean;
  readonly divides: boolean;
  readonly hasArithmetic: boolean;
  /** `default_zero()`, `default()` or `.fill()` may give a value to a window without points. */
  readonly fillsEmptyWindows: boolean;
  /** Such a value comes from `default_zero()` or `default()`. */
  readonly hasDefault: boolean;
  /** `clamp_min()` or `clamp_max()` gives a value to a bucket without one. */
  readonly clamps: boolean;
  /** `cutoff_min()` or `cutoff_max()` takes values away. */
  readonly cutsOff: boolean;
  /** Seconds by which a later point may fill a gap; 0 where none does. */
  readonly fillLimit: () => number;
  /** Seconds by which the oldest point that is compared lies before the window. */
  readonly shiftSeconds: number;
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, mo: 2_592_000 } as const;
const AGGREGATORS: readonly ScalarAggregator[] = ["avg", "sum", "min", "max", "percentile"];

/** @throws QueryError for what the lab does not support, by name and column. */
export function compileMonitor(
  store: MetricStore,
  definition: MonitorDefinition,
  query: MonitorQuery,
): CompiledMonitor {
  const text = definition.query;
  const refuse = (at: number, reason: string): never => {
    throw new QueryError(text, at, reason);
  };
  // First, so that forecast() and its like are refused by their names, not by their windows.
  const compiler = new Compiler({ store, text });
  const { plan, degree } = compiler.compile(query.expression);
  const aggregator = AGGREGATORS.find((one) => one === query.aggregator.name);
  if (!aggregator) {
    return refuse(
      query.aggregator.at,
      `The time aggregator ${query.aggregator.name} is not supported by the lab,`,
    );
  }
  const wrongThreshold = thresholdProblem(definition.thresholds, query);
  if (wrongThreshold !== undefined) refuse(query.comparatorAt, wrongThreshold);
  const variable = dashboardVariable(query.expression);
  if (variable) refuse(variable.at, `$${variable.name} is a dashboard's, and a monitor has none;`);
  if (compiler.operands.length === 0) refuse(query.expression.at, "The query reads no metric,");
  const cumulative = cumulativeUnit(query.window);
  const windowSeconds = cumulative
    ? MAX_SECONDS[cumulative]
    : seconds(query.window, "last", refuse);
  const change = query.change && {
    kind: query.change.kind,
    shiftSeconds: seconds(query.change.shift, undefined, refuse),
  };
  const { rollup, hasArithmetic, hasFunctions, operands } = compiler;
  if (rollup && rollup.seconds > windowSeconds) {
    refuse(rollup.at, "A rollup longer than the window is not supported by the lab,");
  }
  const asCount = operands.some(({ operand }) => operand.props.modifier === "as_count");
  const asCountPath = asCount && (hasArithmetic || query.change !== undefined) && !rollup;
  if (asCountPath && hasArithmetic && aggregator !== "sum") {
    refuse(
      query.aggregator.at,
      `${aggregator}() of as_count() arithmetic is not allowed: only sum is;`,
    );
  }
  const needsNoBuckets = !rollup && isWhole(query, aggregator, operands, refuse);
  if (cumulative && (!needsNoBuckets || change)) {
    refuse(
      query.window.at,
      "A calendar window of anything but the sum of a count is not supported,",
    );
  }
  // Of a calendar window, all but the last hour is read from hours, which are kept for two months.
  const inMinutes = cumulative ? SECONDS.h : windowSeconds + (change?.shiftSeconds ?? 0);
  const lookback = compiler.lookback + inMinutes + definition.evaluationDelay;
  const kept = store.retention[1]?.seconds ?? 0;
  if (lookback > kept) {
    refuse(
      query.window.at,
      `The query looks back ${days(lookback)}, and the store keeps ${days(kept)} (minuteDays);`,
    );
  }
  const hasDefault = calls(query.expression, DEFAULTS);
  return {
    query,
    plan,
    operands,
    groupBy: compiler.groupBy,
    windowSeconds,
    cumulative,
    aggregator,
    comparator: query.comparator,
    critical: query.threshold,
    change,
    rollup: rollup?.seconds,
    lookback,
    asCountPath: asCountPath && aggregator === "sum",
    needsNoBuckets,
    functionsMatter: hasFunctions && degree === 2,
    divides: divides(query.expression),
    hasArithmetic,
    fillsEmptyWindows:
      hasDefault || operands.some(({ operand }) => typeof operand.props.fill === "object"),
    hasDefault,
    clamps: calls(query.expression, ["clamp_min", "clamp_max"]),
    cutsOff: calls(query.expression, ["cutoff_min", "cutoff_max"]),
    fillLimit: () => Math.max(0, ...operands.map(({ operand }) => operand.linearLimit())),
    shiftSeconds: compiler.lookback + (change?.shiftSeconds ?? 0),
  };
}

function cumulativeUnit({ form, amount, unit }: TimeSpan): CumulativeUnit | undefined {
  const known = unit === "h" || unit === "d" || unit === "mo";
  return form === "current" && amount === 1 && known ? unit : undefined;
}

/** A merged percentile, or the plain total of one query. */
function isWhole(
  { expression, aggregator: { at } }: MonitorQuery,
  aggregator: ScalarAggregator,
  operands: readonly CompiledOperand[],
  refuse: (at: number, reason: string) => never,
): boolean {
  const percentiles = operands.filter(
    ({ operand }) => operand.props.aggregator.kind === "percentile",
  );
  if (aggregator === "percentile") {
    if (percentiles.length < operands.length)
      refuse(at, "percentile() needs p50:, p95: and the like;");
    return true;
  }
  const only = expression.kind === "metric" ? operands[0]?.operand : undefined;
  const kind = only?.props.aggregator.kind;
  return aggregator === "sum" && kind === "sum" && only?.props.modifier === "as_count";
}

function seconds(
  span: TimeSpan,
  form: TimeSpan["form"] | undefined,
  refuse: (at: number, reason: string) => never,
): number {
  if (span.form === "current" || span.unit === "s" || (form && span.form !== form)) {
    refuse(span.at, `The window ${span.text} is not supported by the lab,`);
  }
  if (span.amount === 0) refuse(span.at, `${span.text} is empty:`);
  return span.amount * SECONDS[span.unit];
}

/** The first template variable in a filter, where a monitor would read everything. */
function dashboardVariable(expression: Expression): ScopeVariable | undefined {
  return metricQueries(expression).flatMap(({ scope }) => variablesIn(scope))[0];
}

function days(lookback: number): string {
  return `${Math.ceil(lookback / SECONDS.d)} days`;
}

function divides(expression: Expression): boolean {
  return some(
    expression,
    (node) =>
      node.kind === "arithmetic" && node.operator === "/" && metricQueries(node.right).length > 0,
  );
}

function calls(expression: Expression, names: readonly string[]): boolean {
  return some(expression, (node) => node.kind === "call" && names.includes(node.name));
}
