import { anthropicUsage } from "./anthropic-usage";
import { countsAlone } from "./counts-alone";
import type { ResponseFacts } from "./reading/provider";
import { count, list, onlyInTotal, positive, shape, type Shape } from "./reading/values";

/** Counts under other names. */
export function countsBeside(said: Shape | undefined): ResponseFacts {
  return countsAlone(said) ?? countsAlone({ usage: said?.["tokenUsage"] }) ?? {};
}

/** With Anthropic's compactions, of which LangChain leaves out what they read and wrote. */
export function compactedFacts(usage: Shape | undefined): ResponseFacts {
  return list(usage?.["iterations"]).length > 0 ? anthropicUsage(usage) : {};
}

/** Gemini's thoughts, which an older package of LangChain has in the total only. */
export function uncounted(usage: Shape | undefined): number | undefined {
  return onlyInTotal(
    count(usage?.["total_tokens"]),
    count(usage?.["input_tokens"]),
    count(usage?.["output_tokens"]),
  );
}

/** Gemini's. */
export function groundedSearches(said: Shape): number | undefined {
  const grounding = shape(said["groundingMetadata"] ?? said["grounding_metadata"]);
  return positive(list(grounding?.["webSearchQueries"]).length);
}
