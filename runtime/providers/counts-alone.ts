import { usageFacts as aiSdkUsage } from "./ai-sdk-usage";
import { anthropicUsage } from "./anthropic-usage";
import { usageFacts as bedrockUsage } from "./bedrock-converse";
import { responsesUsage } from "./openai-responses-usage";
import { openaiUsage } from "./openai-usage";
import { normalizeFinishReason } from "./reading/finish-reason";
import type { ResponseFacts } from "./reading/provider";
import { facts, own, shape, word, type LooseFacts, type Shape } from "./reading/values";

/**
 * Facts of an answer that no reader knows, but whose usage is in words that one of them does, as many
 * services and frameworks have it. Only for what has no format of its own: it says less.
 */
export function countsAlone(value: unknown): ResponseFacts | undefined {
  const given = shape(value);
  const usage = given && shape(own(given, "usage"));
  if (given === undefined || usage === undefined) return undefined;
  const counts = countsIn(usage);
  if (counts?.inputTokens === undefined || counts.outputTokens === undefined) return undefined;
  const stop = ["finish_reason", "finishReason", "stop_reason", "stopReason"]
    .map((name) => own(given, name))
    .find((reason) => word(reason) !== undefined);
  return facts(counts, {
    finishReason: normalizeFinishReason(stop),
    responseModel: word(own(given, "model")),
  });
}

function countsIn(usage: Shape): LooseFacts | undefined {
  if ("prompt_tokens" in usage || "promptTokens" in usage) return openaiUsage(usage);
  // Of those who name the cache so, the input counts nothing of it.
  if ("cache_read_input_tokens" in usage) return anthropicUsage(usage);
  if ("cacheReadInputTokens" in usage) return bedrockUsage(usage);
  return "input_tokens" in usage ? responsesUsage(usage) : aiSdkUsage(usage);
}
