import { some, type Expression } from "../../../lab/query";
import type { Rule } from "../rule";

export const rateWithoutGuard: Rule = {
  id: "rate-without-guard",
  what: "A rate that pages by itself, whatever the number of failures behind it.",
  why: "One failure in two requests at night is 50 %, and pages.",
  cure: "Page by a composite of the rate and a monitor on the number of failures.",
  check: ({ query, isPart }) =>
    query && !isPart && isRateOfCounts(query.expression)
      ? ["one failure in two requests is 50 %, and pages"]
      : [],
};

function isRateOfCounts(expression: Expression): boolean {
  return some(
    expression,
    (node) =>
      node.kind === "arithmetic" &&
      node.operator === "/" &&
      isCount(node.left) &&
      isCount(node.right),
  );
}

function isCount(expression: Expression): boolean {
  return some(
    expression,
    (node) => node.kind === "metric" && node.modifiers.some(({ name }) => name === "as_count"),
  );
}
