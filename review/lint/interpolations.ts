/**
 * Replaces what Terraform fills in when it plans, `${…}`, by what a reader can parse.
 *
 * @param by is given the text before and after
 */
export function withoutInterpolations(
  text: string,
  by: (before: string, after: string) => string,
): string {
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const from = text.indexOf("${", at);
    if (from < 0) return plain + text.slice(at);
    plain += text.slice(at, from);
    at = endOf(text, from + 2);
    plain += by(plain, text.slice(at));
  }
  return plain;
}

/** Expressions hold braces of their own, and texts that hold interpolations again. */
function endOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Whether Terraform fills in words; references to Datadog's resources are ids and addresses. */
export function isFilledIn(text: string): boolean {
  return /\$\{(?!\s*datadog_)|%\{/.test(text);
}

/** What stands for a name or a tag that Terraform fills in. */
export const FILLED_IN = "filled_in_by_terraform";

/**
 * A monitor's query with something that can be parsed in each place that Terraform fills in: what is
 * measured, and how, can be read all the same.
 */
export function readableQuery(query: string): string {
  return withoutInterpolations(query, (before, after) => {
    // Of all aggregators, the one in which no rule finds anything.
    if (before.trim() === "" && after.startsWith("(")) return "sum";
    if (/^\s*\w+\(\s*$/.test(before) && /^\s*\)\s*:/.test(after)) return "last_5m";
    // A module may hand over the whole filter, with its braces.
    if (/:[\w.]+$/.test(before) && !/\{[^}]*$/.test(before) && !/^[\w{]|^\.(?!as_)/.test(after)) {
      return `{${FILLED_IN}}`;
    }
    if (/[<>]=?\s*-?$/.test(before)) return "1";
    if (/\b(?:last|current|next)_$/.test(before)) return /^[a-z]/.test(after) ? "5" : "5m";
    if (/\b(?:last|current|next)_\d+$/.test(before)) return "m";
    return /[*/+-]\s*$/.test(before) ? "1" : FILLED_IN;
  });
}
