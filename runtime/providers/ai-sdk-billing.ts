import { anthropicBilling } from "./anthropic";
import type { ResponseFacts } from "./reading/provider";
import { serviceTier } from "./reading/service-tier";
import {
  added,
  count,
  facts,
  greatest,
  isText,
  list,
  positive,
  shape,
  sum,
} from "./reading/values";

/**
 * What a step of the AI SDK was billed for beside tokens, and at which rate: the SDK's own counts hold
 * none of it. It stands in what the provider's package passed on, and among the calls of tools that
 * the provider ran itself.
 */
export function billingFacts(step: unknown): ResponseFacts {
  const { content, providerMetadata } = shape(step) ?? {};
  const passedOn = Object.values(shape(providerMetadata) ?? {}).map(metadataFacts);
  const calls = list(content).map(executedFacts).reduce(added, {});
  return [...passedOn, calls].reduce(greatest, {});
}

/** A call of a tool that the provider runs, such as its web search. */
export function executedFacts(part: unknown): ResponseFacts {
  const { type, toolName, providerExecuted } = shape(part) ?? {};
  if (type !== "tool-call" || providerExecuted !== true) return {};
  if (!isText(toolName)) return { otherUnits: 1 };
  if (/^(web_search|google_search)/.test(String(toolName))) return { webSearches: 1 };
  return toolName === "file_search" ? { fileSearches: 1 } : { otherUnits: 1 };
}

/** What one provider's package passed on; a field means the same in all that have it. */
function metadataFacts(given: unknown): ResponseFacts {
  const metadata = shape(given) ?? {};
  const usage = shape(metadata["usage"]);
  const grounding = shape(metadata["groundingMetadata"]);
  const traffic = shape(metadata["usageMetadata"])?.["trafficType"];
  return facts(anthropicBilling(usage), {
    serviceTier: serviceTier(metadata["serviceTier"]) ?? serviceTier(traffic),
    webSearches:
      positive(list(grounding?.["webSearchQueries"]).length) ??
      positive(usage?.["numSearchQueries"]),
    costUsd: costOf(metadata["cost"]) ?? openRouterCost(usage),
  });
}

/** Vercel's gateway has its cost as text, and 0 where a key of one's own paid; Perplexity in a field. */
function costOf(given: unknown): number | undefined {
  const text = shape(given)?.["totalCost"] ?? given;
  return positive(isText(text) ? Number(text) : text);
}

/** With a key of one's own, the cost is OpenRouter's fee alone. */
function openRouterCost(usage: unknown): number | undefined {
  const { cost, costDetails } = shape(usage) ?? {};
  const known = count(cost);
  return known === undefined
    ? undefined
    : sum(known, count(shape(costDetails)?.["upstreamInferenceCost"]));
}
