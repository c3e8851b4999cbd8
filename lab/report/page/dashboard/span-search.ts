import { valuesOfVariable, type Variables } from "../../../metrics";
import type { KeptSpan } from "../../../simulation";

/** A search that the report does not evaluate, with the part that it does not know. */
export class UnsupportedSearch extends Error {}

type Test = (span: KeptSpan) => boolean;

/**
 * Reads a search for spans: `key:value` terms, all of which have to hold. Attributes begin with `@`;
 * `$name.value` stands for a template variable.
 *
 * @throws UnsupportedSearch
 */
export function spanSearch(query: string, variables: Variables): Test {
  const tests = query
    .split(/\s+/)
    .filter(Boolean)
    .map((term) => termTest(term, variables));
  return (span) => tests.every((test) => test(span));
}

function termTest(term: string, variables: Variables): Test {
  const parts = /^(@?[\w.]+):([^\s:()<>[\]"*][^\s()<>[\]"]*|\*)$/.exec(term);
  const [, key = "", value = ""] = parts ?? [];
  if (!parts) throw new UnsupportedSearch(`The search term "${term}" is not evaluated.`);
  const variable = /^\$([\w-]+)(?:\.value)?$/.exec(value)?.[1];
  const values = variable === undefined ? [value] : valuesOfVariable(variables[variable]);
  if (values.length === 0 || values.includes("*")) return () => true;
  return (span) => values.includes(String(attribute(span, key)));
}

/** What a search or a column calls a part of a span. */
export function attribute(span: KeptSpan, key: string): string | number | undefined {
  if (key === "operation_name") return span.name;
  if (key === "resource_name") return span.resource;
  return span.tags[key.replace(/^@/, "")];
}
