import { METRICS, type MetricName } from "../../telemetry";
import { metricQueries, type Expression } from "../query";

/** Units of which one reads more than the number. */
const SHOWN = new Set(["millisecond", "dollar", "percent", "second", "nanosecond"]);

/** The unit of what an expression measures, where it is one. */
export function unitOfExpression(expression: Expression): string | undefined {
  if (isPercentage(expression)) return "percent";
  if (divides(expression)) return undefined;
  const units = new Set(
    metricQueries(expression).map(({ metric, aggregator }) =>
      aggregator?.name === "count" ? undefined : unitOfMetric(metric),
    ),
  );
  return units.size === 1 ? [...units][0] : undefined;
}

function unitOfMetric(metric: string): string | undefined {
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
