import { CombinationMap } from "../tags/combination-map";
import type { ResponseFacts } from "../providers/reading/provider";
import { findCataloguePrice, isCatalogueInstalled, type CostOf } from "./catalogue";
import { readPrices, type ReadPrices } from "./read-prices";
import type { PricedCall, PriceSource, PriceSourceOptions, TokenPrices } from "./price";
import { costByRates, type PricedFacts } from "./rates";

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

  function costOf(call: PricedCall): number | undefined {
    if (!isPriced(call.facts)) return undefined;
    for (const model of [call.model, call.facts.responseModel]) {
      const own = model === undefined ? undefined : ownPrice(overrides, call.provider, model);
      if (own === null) return undefined;
      if (own) return costByRates(ratesOf(own), call.facts);
    }
    for (const model of catalogueModels(call)) {
      const price = priceOf(call.provider, model);
      if (price !== unknownCost) return price(call.facts, call.at);
    }
    return undefined;
  }

  return {
    cost(call) {
      try {
        const cost = costOf(call);
        return Number.isFinite(cost) && cost !== undefined && cost >= 0 ? cost : undefined;
      } catch {
        return undefined;
      }
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

function ratesOf(prices: TokenPrices) {
  return {
    input: prices.input,
    cacheRead: prices.cachedInput,
    cacheWrite: prices.cacheWrite,
    cacheWriteHour: undefined,
    output: prices.output,
    reasoning: undefined,
  };
}

/** Of a model that the catalogue does not know. */
const unknownCost: CostOf = () => undefined;

/** True where both sides of the call are counted, and no count is negative or no number. */
function isPriced(facts: ResponseFacts): facts is PricedFacts {
  return (
    isCount(facts.inputTokens) &&
    isCount(facts.outputTokens) &&
    isOptionalCount(facts.cachedTokens) &&
    isOptionalCount(facts.cacheWriteTokens) &&
    isOptionalCount(facts.cacheWriteHourTokens) &&
    isOptionalCount(facts.reasoningTokens)
  );
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isOptionalCount(value: unknown): boolean {
  return value === undefined || isCount(value);
}
