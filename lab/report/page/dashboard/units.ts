import { METRICS, type MetricName } from "../../../../telemetry";
import type { NamedQuery } from "../../../metrics";
import { metricQueries, parseExpression, type Expression } from "../../../query";
import type { Unit } from "../format";
import { record, text, type Json } from "../json";

/** Units of which one reads more than the number. */
const SHOWN = new Set(["millisecond", "dollar", "percent", "second", "nanosecond"]);

/**
 * The unit of a formula: the one that the widget names, else, as Datadog does it, that of the metric
 * where the formula adds nothing to it.
 */
export function unitOf(formula: string, queries: readonly NamedQuery[], numberFormat: Json): Unit {
  const named = text(record(numberFormat["unit"])["unit_name"]);
  if (named !== "") return named;
  const used = queries.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(formula));
  const units = new Set(used.map(({ query }) => unitOfQuery(query)));
  const [unit] = units;
  return units.size === 1 && !/[*/]/.test(formula.replace(/\d+ \*/g, "")) ? unit : undefined;
}

/** The unit of what a monitor measures. */
export function unitOfMonitor(query: string): Unit {
  const body = /^[\w]+\([^()]*(?:\([^()]*\))?[^()]*\):(.*?)\s*(?:[<>]=?)\s*[-\d.]+\s*$/s.exec(
    query,
  )?.[1];
  if (body === undefined) return undefined;
  const expression = parseExpression(body);
  if (isPercentage(expression)) return "percent";
  const units = new Set(metricQueries(expression).map(({ metric }) => unitOfMetric(metric)));
  return units.size === 1 && !divides(expression) ? [...units][0] : undefined;
}

function unitOfQuery(query: string): Unit {
  if (/^\s*count:/.test(query)) return undefined;
  const metrics = metricQueries(parseExpression(query)).map(({ metric }) => metric);
  return metrics.length === 1 ? unitOfMetric(metrics[0] ?? "") : undefined;
}

function unitOfMetric(metric: string): Unit {
  const definition = Object.hasOwn(METRICS, metric) ? METRICS[metric as MetricName] : undefined;
  const unit = definition && "unit" in definition ? definition.unit : undefined;
  return unit !== undefined && SHOWN.has(unit) ? unit : undefined;
}

/** `100 * a / b`, however it is grouped. */
function isPercentage(node: Expression): boolean {
  if (node.kind !== "arithmetic") return false;
  const { left, right } = node;
  if (node.operator === "/") return startsWithHundred(left) && metricQueries(right).length > 0;
  return node.operator === "*" && left.kind === "number" && left.value === 100 && divides(right);
}

function startsWithHundred(node: Expression): boolean {
  return (
    node.kind === "arithmetic" &&
    node.operator === "*" &&
    node.left.kind === "number" &&
    node.left.value === 100
  );
}

function divides(node: Expression): boolean {
  return (
    node.kind === "arithmetic" &&
    (node.operator === "/"
      ? metricQueries(node.right).length > 0
      : divides(node.left) || divides(node.right))
  );
}
