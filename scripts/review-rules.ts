import { RULES } from "../review/lint";

/** The rules of `docs/review.md`, from the rules themselves. */
export function reviewRules(): string {
  return RULES.map(({ id, what, why, cure }) =>
    [`### ${id}`, "", what, "", `**Why:** ${why}`, "", `**Cure:** ${cure}`].join("\n"),
  ).join("\n\n");
}
