import type { ResponseFacts } from "./reading/provider";
import { count, facts, own, shape, type Shape } from "./reading/values";

/** `embed`, `embedMany` and a model's `doEmbed`; `undefined` where the result is none of them. */
export function embedFacts(result: Shape): ResponseFacts | undefined {
  if (!Array.isArray(own(result, "embedding")) && !Array.isArray(own(result, "embeddings")))
    return undefined;
  const usage = shape(own(result, "usage"));
  if (usage === undefined || !("tokens" in usage)) return undefined;
  return facts({ inputTokens: count(usage["tokens"]), operation: "embeddings" });
}
