import type { CostUnknownReason } from "../../telemetry";
import { CombinationMap } from "../tags/combination-map";
import type { ResponseFacts } from "../providers/reading/provider";
import { findCataloguePrice, isCatalogueInstalled, type CostOf } from "./catalogue";
import { readPrices, type ReadPrices } from "./read-prices";
import type { PricedCall, PriceSource, PriceSourceOptions, TokenPrices } from "./price";
import { costByRates, type PricedFacts, type Rates } from "./rates";

/** Models whose price stays resolved; a service calls a handful. */
const MAX_RESOLVED = 500;
const MAX_NAME_LENGTH = 200;

const NOT_INSTALLED =
  "Calls of some models will have no cost, and cost_spike will not see them: " +
  "install @pydantic/genai-prices, give their prices to createPriceSource, or set prices: false.";

/**
 * A price source over the application's own prices and a catalogue. A model that neither knows under
 * the name that was asked for is looked up under the name that answered. A price that is wrong makes the
 * cost of its model unknown; `createLlmTelemetry` warns of all of them.
 *
 * @example
 * createPriceSource({ overrides: { azure: { "support-gpt4o": { input: 2.2, output: 8.8 } } } })
 */
export function createPriceSource(options: PriceSourceOptions = {}): PriceSource {
  const { overrides, catalogue, problems } = readPrices(options);
  const resolved = new CombinationMap<CostOf>();

  function priceOf(provider: string, model: string): CostOf {
    if (catalogue === false || model.length > MAX_NAME_LENGTH) return unknownCost;
    const key = [provider, model];
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const found = findCataloguePrice(provider, model) ?? unknownCost;
    if (resolved.size >= MAX_RESOLVED) resolved.clear();
    resolved.add(key, found);
    return found;
  }

  function costOf(call: PricedCall): number | CostUnknownReason {
    // Other tiers have other prices, or none for a single call.
    if (call.facts.serviceTier !== undefined) return "service_tier";
    const facts = billedFacts(call.facts);
    if (!isPriced(facts)) return "usage";
    for (const model of [call.model, facts.responseModel]) {
      const own = model === undefined ? undefined : ownPrice(overrides, call.provider, model);
      if (own === null) return "price";
      if (own) return costByRates(ratesOf(own), facts) ?? whyNoSum(facts);
    }
    for (const model of catalogueModels(call)) {
      const price = priceOf(call.provider, model);
      if (price !== unknownCost) return price(facts, call.at) ?? whyNoSum(facts);
    }
    return "price";
  }

  function attempt(call: PricedCall): number | CostUnknownReason {
    try {
      const cost = costOf(call);
      return typeof cost === "string" || Number.isFinite(cost) ? cost : "usage";
    } catch {
      return "usage";
    }
  }

  return {
    cost(call) {
      const cost = attempt(call);
      return typeof cost === "number" ? cost : undefined;
    },
    whyUnknown(call) {
      const cost = attempt(call);
      return typeof cost === "string" ? cost : "price";
    },
    problems(models) {
      const isCovered = models.every(({ provider, model }) => ownPrice(overrides, provider, model));
      const isBlind = catalogue !== false && !isCovered && !isCatalogueInstalled();
      return isBlind ? [...problems, NOT_INSTALLED] : problems;
    },
  };
}

/** An Azure deployment may be called `gpt-4` and serve another model, so there the answer is asked first. */
function catalogueModels({ provider, model, facts }: PricedCall): readonly string[] {
  const { responseModel } = facts;
  if (responseModel === undefined || responseModel === model) return [model];
  return /azure/i.test(provider) ? [responseModel, model] : [model, responseModel];
}

/** `null` where a price was given that is none. */
function ownPrice(
  table: ReadPrices["overrides"],
  provider: string,
  model: string,
): TokenPrices | null | undefined {
  const models = Object.hasOwn(table, provider) ? table[provider] : undefined;
  return models && Object.hasOwn(models, model) ? models[model] : undefined;
}

function ratesOf(prices: TokenPrices): Rates {
  return {
    input: prices.input,
    cacheRead: prices.cachedInput,
    cacheWrite: prices.cacheWrite,
    cacheWriteHour: prices.cacheWriteHour,
    output: prices.output,
    inputAudio: prices.inputAudio,
    outputAudio: prices.outputAudio,
    webSearches: prices.webSearches,
  };
}

/** Of a model that the catalogue does not know. */
const unknownCost: CostOf = () => undefined;

/** Counts as they are billed. What is embedded generates nothing, and no answer counts that. */
function billedFacts(facts: ResponseFacts): ResponseFacts {
  const { billedInputTokens, billedOutputTokens, operation } = facts;
  const outputTokens = facts.outputTokens ?? (operation === "embeddings" ? 0 : undefined);
  if (billedInputTokens === undefined && outputTokens === facts.outputTokens) return facts;
  const output = billedOutputTokens ?? outputTokens;
  return {
    ...facts,
    ...(billedInputTokens !== undefined && { inputTokens: billedInputTokens }),
    ...(output !== undefined && { outputTokens: output }),
  };
}

/** Counts that a price was found for, and that make no sum. */
function whyNoSum(facts: ResponseFacts): CostUnknownReason {
  return UNITS.some((unit) => (facts[unit] ?? 0) > 0) ? "unit" : "usage";
}

const UNITS = [
  "otherUnits",
  "webSearches",
  "fileSearches",
  "cacheWriteHourTokens",
  "inputAudioTokens",
  "outputAudioTokens",
  "inputImageTokens",
  "outputImageTokens",
] as const satisfies readonly (keyof ResponseFacts)[];

/** Every count that a price may apply to. */
const OPTIONAL_COUNTS = [
  "cachedTokens",
  "cacheWriteTokens",
  "reasoningTokens",
  ...UNITS,
] as const satisfies readonly (keyof ResponseFacts)[];

/** True where both sides of the call are counted, and no count is negative or no number. */
function isPriced(facts: ResponseFacts): facts is PricedFacts {
  return (
    isCount(facts.inputTokens) &&
    isCount(facts.outputTokens) &&
    OPTIONAL_COUNTS.every((name) => facts[name] === undefined || isCount(facts[name]))
  );
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
