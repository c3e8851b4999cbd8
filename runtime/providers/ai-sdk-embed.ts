import type { ResponseFacts } from "./reading/provider";
import { count, facts, shape, type Shape } from "./reading/values";

/** `embed`, `embedMany` and a model's `doEmbed`; `undefined` where the result is none of them. */
export function embedFacts(result: Shape): ResponseFacts | undefined {
  if (!Array.isArray(result["embedding"]) && !Array.isArray(result["embeddings"])) return undefined;
  const usage = shape(result["usage"]);
  if (usage === undefined || !("tokens" in usage)) return undefined;
  return facts({ inputTokens: count(usage["tokens"]), operation: "embeddings" });
}
