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
  word,
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
  const billed = [...passedOn, executedFacts(list(content), isOfGoogle(step))].reduce(greatest, {});
  // The provider's own usage knows whose key paid.
  return facts(billed, billedBeside(shape(usage)?.["raw"]));
}

/** Calls of tools that the provider runs, such as its web search, among the parts of a step. */
export function executedFacts(parts: readonly unknown[], isOfGoogle = false): ResponseFacts {
  const executed = parts.map(shape).filter((part) => part?.["providerExecuted"] === true);
  const free = new Set(executed.filter(onlyOpens).map((part) => part?.["toolCallId"]));
  return executed
    .filter((part) => part?.["type"] === "tool-call" && !free.has(part["toolCallId"] ?? part))
    .map((part) => callFacts(word(part?.["toolName"]), isOfGoogle))
    .reduce(added, {});
}

/** Tools that cost the tokens that they bring, and nothing beside them. */
const FREE = /^(web_fetch|url_context|tool_search|mcp($|[._])|advisor)/;

function callFacts(name: string | undefined, isOfGoogle: boolean): ResponseFacts {
  if (name === undefined) return { otherUnits: 1 };
  if (/^(web_search|google_search)/.test(name)) return { webSearches: 1 };
  if (name === "file_search") return { fileSearches: 1 };
  // Others bill the container that their code runs in.
  const isFree = FREE.test(name) || (isOfGoogle && name === "code_execution");
  return isFree ? {} : { otherUnits: 1 };
}

/** To open or search in a page that was found costs nothing; of OpenAI's search, only the result tells it. */
function onlyOpens(part: Shape | undefined): boolean {
  const action = shape(shape(part?.["output"] ?? part?.["result"])?.["action"])?.["type"];
  return part?.["type"] === "tool-result" && word(action) !== undefined && action !== "search";
}

function isOfGoogle(step: unknown): boolean {
  const metadata = shape(shape(step)?.["providerMetadata"]) ?? {};
  return ["google", "vertex", "googleVertex"].some((name) => name in metadata);
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
