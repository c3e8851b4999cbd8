import { serviceTier } from "./reading/service-tier";
import { count, positive, shape, sum, type LooseFacts, type Shape } from "./reading/values";

/** `usage` of Chat Completions, in every dialect that is known. */
export function openaiUsage(given: unknown): LooseFacts | undefined {
  const usage = shape(given);
  if (usage === undefined) return undefined;
  const input = count(usage["prompt_tokens"] ?? usage["promptTokens"]);
  const output = count(usage["completion_tokens"] ?? usage["completionTokens"]);
  const prompt = shape(usage["prompt_tokens_details"] ?? usage["promptTokensDetails"]);
  const completion = shape(usage["completion_tokens_details"]);
  const beside = besideOutput(usage, input, output);
  return {
    inputTokens: input,
    outputTokens: sum(output, beside),
    cachedTokens: cachedTokens(usage, prompt),
    cacheWriteTokens:
      count(prompt?.["cache_write_tokens"]) ??
      // Alibaba's is among the details.
      count(prompt?.["cache_creation_input_tokens"]) ??
      count(usage["cache_creation_input_tokens"]),
    reasoningTokens:
      count(completion?.["reasoning_tokens"]) ?? count(usage["reasoning_tokens"]) ?? beside,
    inputAudioTokens: positive(prompt?.["audio_tokens"]),
    outputAudioTokens: positive(completion?.["audio_tokens"]),
    outputImageTokens: positive(completion?.["image_tokens"]),
    webSearches: positive(usage["num_search_queries"]) ?? positive(usage["num_sources_used"]),
    costUsd: costOf(usage),
    // Mistral's.
    serviceTier: serviceTier(usage["service_tier"] ?? usage["serviceTier"]),
    // Mistral bills audio by the second.
    otherUnits: positive(usage["prompt_audio_seconds"]) ?? positive(usage["promptAudioSeconds"]),
  };
}

/** DeepSeek and Moonshot have their counts of the cache beside the others, not in the details. */
function cachedTokens(usage: Shape, prompt: Shape | undefined): number | undefined {
  return (
    count(prompt?.["cached_tokens"] ?? prompt?.["cachedTokens"]) ??
    count(usage["prompt_cache_hit_tokens"]) ??
    count(usage["cached_tokens"]) ??
    count(usage["cache_read_input_tokens"])
  );
}

/** xAI and Gemini's endpoint count reasoning in the total only. */
function besideOutput(
  usage: Shape,
  input: number | undefined,
  output: number | undefined,
): number | undefined {
  const total = count(usage["total_tokens"]);
  if (total === undefined || input === undefined || output === undefined) return undefined;
  return total > input + output ? total - input - output : undefined;
}

/** Of a US dollar. */
const XAI_TICK = 1e-10;

/**
 * OpenRouter, Perplexity and xAI say what the call cost. With a key of one's own, OpenRouter's part is its
 * fee alone.
 */
export function costOf(usage: Shape): number | undefined {
  const ticks = count(usage["cost_in_usd_ticks"]);
  if (ticks !== undefined) return ticks * XAI_TICK;
  const cost = count(usage["cost"]) ?? count(shape(usage["cost"])?.["total_cost"]);
  if (usage["is_byok"] !== true || cost === undefined) return cost;
  const upstream = count(shape(usage["cost_details"])?.["upstream_inference_cost"]);
  return upstream === undefined ? undefined : cost + upstream;
}
