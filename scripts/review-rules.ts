import { RULES } from "../review/lint";
import { EXAMPLES, HEALTHY } from "../review/lint/examples";

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

/** Each attribute that differs from the healthy monitor. */
function exampleLines(title: string, attributes: Readonly<Record<string, unknown>> = {}): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    value === HEALTHY[name] && Object.keys(attributes).length > 1
      ? []
      : [`${title}  ${name}: ${value === undefined ? "not set" : JSON.stringify(value)}`],
  );
}
