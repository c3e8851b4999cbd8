import { billedBeside } from "./billed-beside";
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
  type Shape,
} from "./reading/values";

/**
 * What a step of the AI SDK was billed for beside tokens, and at which rate: the SDK's own counts hold
 * none of it. It stands in what the provider's package passed on, and among the calls of tools that
 * the provider ran itself.
 */
export function billingFacts(step: unknown): ResponseFacts {
  const { content, providerMetadata, usage } = shape(step) ?? {};
  const passedOn = Object.values(shape(providerMetadata) ?? {}).map(metadataFacts);
  const calls = list(content).map(executedFacts).reduce(added, {});
  const billed = [...passedOn, calls].reduce(greatest, {});
  // The provider's own usage knows whose key paid.
  return facts(billed, billedBeside(shape(usage)?.["raw"]));
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
  return facts(billedBeside(usage), {
    serviceTier: serviceTier(metadata["serviceTier"]) ?? serviceTier(traffic),
    webSearches:
      positive(list(grounding?.["webSearchQueries"]).length) ??
      positive(usage?.["numSearchQueries"]),
    costUsd: costOf(metadata) ?? openRouterCost(usage),
  });
}

/** Perplexity has its cost in a field. With a key of one's own, Vercel's gateway charges nothing. */
function costOf(metadata: Shape): number | undefined {
  const { cost, marketCost } = metadata;
  return decimal(shape(cost)?.["totalCost"] ?? cost) ?? decimal(marketCost);
}

/** The gateway's costs are text. */
function decimal(given: unknown): number | undefined {
  return positive(isText(given) ? Number(given) : given);
}

/** With a key of one's own, the cost is OpenRouter's fee alone, and the provider's part the greater. */
function openRouterCost(usage: unknown): number | undefined {
  const { cost, costDetails } = shape(usage) ?? {};
  const fee = count(cost);
  const upstream = count(shape(costDetails)?.["upstreamInferenceCost"]) ?? 0;
  return fee !== undefined && upstream > fee ? fee + upstream : fee;
}
