import { serviceTier } from "./reading/service-tier";
import {
  count,
  onlyInTotal,
  positive,
  shape,
  sum,
  type LooseFacts,
  type Shape,
} from "./reading/values";

/** `usage` of Chat Completions, in every dialect that is known. */
export function openaiUsage(given: unknown): LooseFacts | undefined {
  const usage = shape(given);
  if (usage === undefined) return undefined;
  const input = count(usage["prompt_tokens"] ?? usage["promptTokens"]);
  const output = count(usage["completion_tokens"] ?? usage["completionTokens"]);
  const prompt = shape(usage["prompt_tokens_details"] ?? usage["promptTokensDetails"]);
  const completion = shape(usage["completion_tokens_details"] ?? usage["completionTokensDetails"]);
  const audioSeconds =
    positive(usage["prompt_audio_seconds"]) ?? positive(usage["promptAudioSeconds"]);
  const total = count(usage["total_tokens"] ?? usage["totalTokens"]);
  // With xAI and Gemini's endpoint, that is reasoning.
  const uncounted = onlyInTotal(total, input, output);
  // What Mistral heard, it counts in the total only.
  const heard = audioSeconds === undefined ? undefined : uncounted;
  const thought = audioSeconds === undefined ? uncounted : undefined;
  return {
    inputTokens: sum(input, heard),
    outputTokens: sum(output, thought),
    cachedTokens: cachedTokens(usage, prompt),
    cacheWriteTokens:
      count(prompt?.["cache_write_tokens"]) ??
      // Alibaba's is among the details.
      count(prompt?.["cache_creation_input_tokens"]) ??
      count(usage["cache_creation_input_tokens"]) ??
      count(prompt?.["cacheWriteTokens"]),
    cacheWriteHourTokens: writtenForAnHour(prompt),
    reasoningTokens:
      count(completion?.["reasoning_tokens"] ?? completion?.["reasoningTokens"]) ??
      count(usage["reasoning_tokens"]) ??
      thought,
    inputAudioTokens: positive(prompt?.["audio_tokens"]),
    outputAudioTokens: positive(completion?.["audio_tokens"]),
    outputImageTokens: positive(completion?.["image_tokens"]),
    webSearches: searchesIn(usage, prompt),
    costUsd: costOf(usage),
    // Mistral's.
    serviceTier: serviceTier(usage["service_tier"] ?? usage["serviceTier"]),
    // Mistral bills audio by the second.
    otherUnits: audioSeconds ?? hostedTools(usage),
  };
}

/** Perplexity's, xAI's, and those of Claude and Gemini as LiteLLM hands them on. */
function searchesIn(usage: Shape, prompt: Shape | undefined): number | undefined {
  return (
    positive(usage["num_search_queries"]) ??
    positive(usage["num_sources_used"]) ??
    positive(shape(usage["server_tool_use"])?.["web_search_requests"]) ??
    positive(prompt?.["web_search_requests"])
  );
}

/** Calls of tools that xAI runs itself, each of which is billed. */
export function hostedTools(usage: unknown): number | undefined {
  return positive(shape(usage)?.["num_server_side_tools_used"]);
}

/** LiteLLM's, of Claude. */
function writtenForAnHour(prompt: Shape | undefined): number | undefined {
  const written = shape(prompt?.["cache_creation_token_details"]);
  return positive(written?.["ephemeral_1h_input_tokens"]);
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
  if ((usage["is_byok"] ?? usage["isByok"]) !== true || cost === undefined) return cost;
  const details = shape(usage["cost_details"] ?? usage["costDetails"]);
  const upstream = count(
    details?.["upstream_inference_cost"] ?? details?.["upstreamInferenceCost"],
  );
  return upstream === undefined ? undefined : cost + upstream;
}
