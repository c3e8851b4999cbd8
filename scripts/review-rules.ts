import { RULES } from "../review/lint";
import { EXAMPLES, HEALTHY, type Example } from "../review/lint/examples";

/** The rules of `docs/review.md`, from the rules themselves, with the examples that the tests run. */
export function reviewRules(): string {
  return RULES.map(({ id, what, why, cure }) =>
    [
      `### ${id}`,
      "",
      what,
      "",
      `**Why:** ${why}`,
      "",
      `**Cure:** ${cure}`,
      "",
      "```text",
      ...exampleLines("found     ", EXAMPLES[id]?.failing),
      ...exampleLines("left alone", EXAMPLES[id]?.passing),
      "```",
    ].join("\n"),
  ).join("\n\n");
}

/** Each attribute that differs from the healthy monitor, and what stands around it. */
function exampleLines(title: string, { monitor = {}, said }: Example = {}): string[] {
  const attributes = Object.entries(monitor).flatMap(([name, value]) =>
    value === HEALTHY[name] && Object.keys(monitor).length > 1
      ? []
      : [`${title}  ${name}: ${value === undefined ? "not set" : JSON.stringify(value)}`],
  );
  return said === undefined ? attributes : [...attributes, `${title}  ${said}`];
}
