import { billedBeside } from "./billed-beside";
import { serviceTier } from "./reading/service-tier";
import type { ResponseFacts } from "./reading/provider";
import { added, count, facts, list, positive, shape, sum, word, type Shape } from "./reading/values";

/** What one step of a call used: its counts, and what its provider says of it beside them. */
export function stepFacts(step: Shape): ResponseFacts {
  const metadata = shape(step["providerMetadata"]);
  const usage = shape(step["usage"]);
  const raw = usage?.["raw"] ?? shape(metadata?.["anthropic"])?.["usage"];
  return facts(
    hostedTools(list(step["content"])),
    metadataFacts(metadata),
    billedBeside(raw),
    usageFacts(usage),
    exclusiveFacts(usage, metadata),
  );
}

/** Sum of the steps; their cost is known where that of each is. */
export function allSteps(steps: readonly ResponseFacts[]): ResponseFacts {
  const { costUsd, ...others } = steps.reduce(added, {});
  return steps.every((step) => step.costUsd !== undefined) ? facts(others, { costUsd }) : others;
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
    inputTokens: count(inputs?.["total"] ?? usage?.["inputTokens"] ?? usage?.["promptTokens"]),
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

function metadataFacts(metadata: Shape | undefined): ResponseFacts {
  const google = shape(metadata?.["google"]) ?? shape(metadata?.["vertex"]);
  const grounding = shape(google?.["groundingMetadata"]);
  return facts({
    costUsd: costIn(metadata),
    webSearches: list(grounding?.["webSearchQueries"]).length || undefined,
    serviceTier: serviceTier(shape(metadata?.["openai"])?.["serviceTier"]),
  });
}

/** What OpenRouter and Vercel's gateway charge. */
function costIn(metadata: Shape | undefined): number | undefined {
  const router = shape(shape(metadata?.["openrouter"])?.["usage"]);
  const cost = count(router?.["cost"]);
  const upstream = count(shape(router?.["costDetails"])?.["upstreamInferenceCost"]) ?? 0;
  // With a key of one's own, `cost` is OpenRouter's fee alone, and the provider's part the greater.
  if (cost !== undefined) return upstream > cost ? cost + upstream : cost;
  const gateway = shape(metadata?.["gateway"]);
  // With a key of one's own, the gateway charges nothing.
  return positive(decimal(gateway?.["cost"])) ?? positive(decimal(gateway?.["marketCost"]));
}

/** The gateway's costs are text. */
function decimal(value: unknown): unknown {
  const text = word(value);
  return text === undefined ? value : Number(text);
}

/** Tools that the provider ran: some are billed by the call, whatever the tokens say. */
export function hostedTools(parts: readonly unknown[]): ResponseFacts {
  const names = parts.map(shape).filter(isHosted).map((part) => String(part?.["toolName"]));
  const many = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length || undefined;
  return facts({
    webSearches: many(/(web|x|google)_?search/i),
    fileSearches: many(/file_?search/i),
    otherUnits: many(/code|image_?generation/i),
  });
}

function isHosted(part: Shape | undefined): boolean {
  return part?.["type"] === "tool-call" && part["providerExecuted"] === true;
}
