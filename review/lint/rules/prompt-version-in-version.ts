import { metricQueries } from "../../../lab/query";
import type { Rule } from "../rule";

/** Versions of prompts are dated or hashed; those of code are not written with a date and a dot. */
const LIKE_A_PROMPT = /version:(\d{4}-\d{2}-\d{2}[\w.-]*)/;

export const promptVersionInVersion: Rule = {
  id: "prompt-version-in-version",
  what: "A filter on version: with what looks like the version of a prompt.",
  why: "version is the release of the code (https://docs.datadoghq.com/getting_started/tagging/unified_service_tagging/): prompts change without one, and the filter matches nothing.",
  cure: "Filter by prompt_version.",
  check: ({ query, definition }) => {
    if (!query) return [];
    const scopes = definition.query.match(/\{[^}]*\}/g) ?? [];
    const isOurs = metricQueries(query.expression).some(({ metric }) => metric.startsWith("llm."));
    const found = scopes.flatMap((scope) => {
      const [, version] = new RegExp(`(?:^|[{,\\s(!])${LIKE_A_PROMPT.source}`).exec(scope) ?? [];
      return version === undefined ? [] : [version];
    });
    return isOurs
      ? [...new Set(found)].map((one) => `version:${one} looks like a prompt's version`)
      : [];
  },
};
