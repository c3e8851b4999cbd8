import type { Rule } from "../rule";

/** Versions of prompts are dated or hashed; those of code are not written with a date and a dot. */
const LIKE_A_PROMPT = /(?:^|[{,\s(!])version:(\d{4}-\d{2}-\d{2}[\w.-]*)/;

export const promptVersionInVersion: Rule = {
  id: "prompt-version-in-version",
  what: "A filter on version: with what looks like the version of a prompt.",
  why: "version is the release of the code (https://docs.datadoghq.com/getting_started/tagging/unified_service_tagging/): prompts change without one, and the filter matches nothing.",
  cure: "Filter by prompt_version.",
  check: ({ queries, definition }) => {
    if (!queries.some(({ metric }) => metric.startsWith("llm."))) return [];
    const scopes = definition.query.match(/\{[^}]*\}/g) ?? [];
    const found = scopes.flatMap((scope) => {
      const [, version] = LIKE_A_PROMPT.exec(scope) ?? [];
      return version === undefined ? [] : [version];
    });
    return [...new Set(found)].map((one) => `version:${one} looks like a prompt's version`);
  },
};
