import type { NamedQuery } from "../../../metrics";
import { parseExpression, walk, type Expression } from "../../../query";
import { unitOfExpression } from "../../measured-unit";
import type { Unit } from "../format";
import { record, text, type Json } from "../json";

/**
 * The unit of a formula: the one that the widget names, else, as Datadog does it, that of the metric
 * where the formula adds nothing to it.
 */
export function unitOf(formula: string, queries: readonly NamedQuery[], numberFormat: Json): Unit {
  const named = text(record(numberFormat["unit"])["unit_name"]);
  if (named !== "") return named;
  const expression = parseExpression(formula);
  if (changesUnit(expression)) return undefined;
  const names = new Set(namesIn(expression));
  const units = new Set(
    queries
      .filter(({ name }) => names.has(name))
      .map(({ query }) => unitOfExpression(parseExpression(query))),
  );
  const [unit] = units;
  return units.size === 1 ? unit : undefined;
}

/** The queries that a formula reads, by name. */
export function namesIn(expression: Expression): string[] {
  const names: string[] = [];
  walk(expression, (node) => {
    if (node.kind === "reference") names.push(node.name);
  });
  return names;
}

/** Quotients, and products of anything but a number. */
function changesUnit(expression: Expression): boolean {
  let changes = false;
  walk(expression, (node) => {
    if (node.kind !== "arithmetic" || (node.operator !== "*" && node.operator !== "/")) return;
    if (node.operator === "/" || node.left.kind !== "number") changes = true;
  });
  return changes;
}
