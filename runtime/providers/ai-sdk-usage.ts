import { billingFacts } from "./ai-sdk-billing";
import type { ResponseFacts } from "./reading/provider";
import { count, facts, positive, shape, sum, type Shape } from "./reading/values";

/** What one step of a call used: its counts, and what its provider says of it beside them. */
export function stepFacts(step: Shape): ResponseFacts {
  const metadata = shape(step["providerMetadata"]);
  const usage = shape(step["usage"]);
  return facts(billingFacts(step), usageFacts(usage), exclusiveFacts(usage, metadata));
}

/** Counts alone. Version 4 has other names. */
export function usageFacts(given: unknown): ResponseFacts {
  const usage = shape(given);
  const input = shape(usage?.["inputTokenDetails"]);
  const output = shape(usage?.["outputTokenDetails"]);
  // Version 3 of the models' interface has the details in place of the counts.
  const inputs = shape(usage?.["inputTokens"]);
  const outputs = shape(usage?.["outputTokens"]);
  return facts({
    inputTokens: sum(
      count(inputs?.["total"] ?? usage?.["inputTokens"] ?? usage?.["promptTokens"]),
      toolTokens(shape(usage?.["raw"])),
    ),
    outputTokens: count(
      outputs?.["total"] ?? usage?.["outputTokens"] ?? usage?.["completionTokens"],
    ),
    // Version 5 has the two details beside the counts.
    cachedTokens:
      count(input?.["cacheReadTokens"]) ??
      count(usage?.["cachedInputTokens"]) ??
      count(inputs?.["cacheRead"]),
    cacheWriteTokens: count(input?.["cacheWriteTokens"]) ?? count(inputs?.["cacheWrite"]),
    reasoningTokens:
      count(output?.["reasoningTokens"]) ??
      count(usage?.["reasoningTokens"]) ??
      count(outputs?.["reasoning"]),
  });
}

/** What Gemini's hosted tools fed back to the model, which the SDK counts nowhere. */
function toolTokens(raw: Shape | undefined): number | undefined {
  return positive(raw?.["toolUsePromptTokenCount"]);
}

/** Until version 5, the input of Anthropic's and Bedrock's models counts nothing of the cache. */
function exclusiveFacts(usage: Shape | undefined, metadata: Shape | undefined): ResponseFacts {
  const anthropic = shape(metadata?.["anthropic"]);
  const bedrock = shape(metadata?.["bedrock"]);
  const fresh = count(usage?.["inputTokens"] ?? usage?.["promptTokens"]);
  if (fresh === undefined || (anthropic ?? bedrock) === undefined) return {};
  if (shape(usage?.["inputTokenDetails"]) !== undefined) return {};
  const ofBedrock = shape(bedrock?.["usage"]);
  const cached =
    count(usage?.["cachedInputTokens"]) ??
    count(anthropic?.["cacheReadInputTokens"]) ??
    count(ofBedrock?.["cacheReadInputTokens"]);
  const written =
    count(anthropic?.["cacheCreationInputTokens"]) ?? count(ofBedrock?.["cacheWriteInputTokens"]);
  return facts({
    inputTokens: sum(fresh, cached, written),
    cachedTokens: cached,
    cacheWriteTokens: written,
  });
}
