import type { Expression, MetricQuery, Scope, ScopeVariable } from "./ast";

/** Visits an expression and all in it, arguments and modifiers included, from the left. */
export function walk(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  switch (expression.kind) {
    case "arithmetic":
      walk(expression.left, visit);
      walk(expression.right, visit);
      break;
    case "negation":
      walk(expression.of, visit);
      break;
    case "call":
      for (const { value } of expression.args) walk(value, visit);
      break;
    case "metric":
      for (const modifier of expression.modifiers) walk(modifier, visit);
      break;
    default:
  }
}

/** Whether anything in an expression is so. */
export function some(expression: Expression, isSo: (node: Expression) => boolean): boolean {
  let found = false;
  walk(expression, (node) => {
    found ||= isSo(node);
  });
  return found;
}

export function metricQueries(expression: Expression): MetricQuery[] {
  const found: MetricQuery[] = [];
  walk(expression, (node) => {
    if (node.kind === "metric") found.push(node);
  });
  return found;
}

/** Whether single values decide: a percentile, or how many values lie beyond a limit. */
export function readsValues({ aggregator }: MetricQuery): boolean {
  return /^p\d/.test(aggregator?.name ?? "") || aggregator?.condition !== undefined;
}

/** The template variables of a filter, from the left. */
export function variablesIn(scope: Scope): ScopeVariable[] {
  if (scope.kind === "variable") return [scope];
  if (scope.kind === "not") return variablesIn(scope.of);
  return scope.kind === "and" || scope.kind === "or" ? scope.of.flatMap(variablesIn) : [];
}
