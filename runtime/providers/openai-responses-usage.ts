import { costOf, hostedTools } from "./openai-usage";
import type { ResponseFacts } from "./reading/provider";
import { count, facts, positive, shape, type Shape } from "./reading/values";

/**
 * The Realtime interface says "token" where Responses says "tokens", and counts audio and images;
 * OpenRouter's client says all of it in camel case.
 */
export function responsesUsage(usage: Shape | undefined): ResponseFacts {
  if (usage !== undefined && "inputTokens" in usage) return camelUsage(usage);
  const input = shape(usage?.["input_tokens_details"] ?? usage?.["input_token_details"]);
  const output = shape(usage?.["output_tokens_details"] ?? usage?.["output_token_details"]);
  return facts({
    inputTokens: count(usage?.["input_tokens"]),
    outputTokens: count(usage?.["output_tokens"]),
    cachedTokens: count(input?.["cached_tokens"]),
    cacheWriteTokens: count(input?.["cache_write_tokens"]),
    reasoningTokens: count(output?.["reasoning_tokens"]),
    inputAudioTokens: positive(input?.["audio_tokens"]),
    outputAudioTokens: positive(output?.["audio_tokens"]),
    inputImageTokens: positive(input?.["image_tokens"]),
    costUsd: usage && costOf(usage),
  });
}

function camelUsage(usage: Shape): ResponseFacts {
  const input = shape(usage["inputTokensDetails"]);
  return facts({
    inputTokens: count(usage["inputTokens"]),
    outputTokens: count(usage["outputTokens"]),
    cachedTokens: count(input?.["cachedTokens"]),
    cacheWriteTokens: count(input?.["cacheWriteTokens"]),
    reasoningTokens: count(shape(usage["outputTokensDetails"])?.["reasoningTokens"]),
    costUsd: costOf(usage),
  });
}

/** What is billed beside tokens; newer answers count the searches that are. */
export function billedBesideTokens(
  response: Shape,
  output: readonly (Shape | undefined)[],
): ResponseFacts {
  const counted = shape(response["tool_usage"]);
  const searches = count(shape(counted?.["web_search"])?.["num_requests"]);
  const drawn = positive(shape(counted?.["image_gen"])?.["total_tokens"]);
  return facts({
    webSearches: searches === undefined ? many(output, isWebSearch) : positive(searches),
    fileSearches: many(output, (item) => item?.["type"] === "file_search_call"),
    otherUnits: many(output, isBilled) ?? hostedTools(response["usage"]) ?? (drawn && 1),
  });
}

/** Hosted tools that are billed by the container or the image. */
function isBilled(item: Shape | undefined): boolean {
  return BILLED_TOOLS.has(item?.["type"]) || isHostedShell(item);
}

const BILLED_TOOLS = new Set<unknown>(["code_interpreter_call", "image_generation_call"]);

export function isHostedShell(item: Shape | undefined): boolean {
  const environment = shape(item?.["environment"]);
  return item?.["type"] === "shell_call" && environment?.["type"] === "container_reference";
}

/** To open or search in a page that was found costs nothing. */
function isWebSearch(item: Shape | undefined): boolean {
  if (item?.["type"] !== "web_search_call") return false;
  const action = shape(item["action"])?.["type"];
  return action === undefined || action === "search";
}

function many(
  output: readonly (Shape | undefined)[],
  isOne: (item: Shape | undefined) => boolean,
): number | undefined {
  return output.filter(isOne).length || undefined;
}
