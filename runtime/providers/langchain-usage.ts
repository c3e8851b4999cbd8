import { anthropicUsage } from "./anthropic-usage";
import { countsAlone } from "./counts-alone";
import type { ResponseFacts } from "./reading/provider";
import { count, list, positive, shape, type Shape } from "./reading/values";

/** Counts under other names; of Anthropic's compactions LangChain leaves out what they read and wrote. */
export function countsBeside(said: Shape | undefined): ResponseFacts {
  return countsAlone(said) ?? countsAlone({ usage: said?.["tokenUsage"] }) ?? {};
}

export function compactedFacts(usage: Shape | undefined): ResponseFacts {
  return list(usage?.["iterations"]).length > 0 ? anthropicUsage(usage) : {};
}

/** Gemini's thoughts, which an older package of LangChain has in the total only. */
export function uncounted(usage: Shape | undefined): number | undefined {
  const total = count(usage?.["total_tokens"]);
  const input = count(usage?.["input_tokens"]);
  const output = count(usage?.["output_tokens"]);
  if (total === undefined || input === undefined || output === undefined) return undefined;
  return positive(total - input - output);
}

/** Gemini's. */
export function groundedSearches(said: Shape): number | undefined {
  const grounding = shape(said["groundingMetadata"] ?? said["grounding_metadata"]);
  return positive(list(grounding?.["webSearchQueries"]).length);
}
