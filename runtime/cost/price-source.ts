import { CombinationMap } from "../combination-map";
import type { ResponseFacts } from "../providers/provider";
import { findCataloguePrice, type CostOf } from "./catalogue";
import type { PricedCall, PriceSource, PriceTable, TokenPrices } from "./price";
import { costByRates, type PricedFacts } from "./rates";

/** Where prices come from. */
export interface PriceSourceOptions {
  /** Negotiated prices and Azure deployments; they win over the catalogue. @default none */
  readonly overrides?: PriceTable;
  /**
   * Where other prices come from. `genai-prices` is the optional package `@pydantic/genai-prices`:
   * loaded at the first call that needs it; where it is absent, the other prices are unknown.
   *
   * @default "genai-prices"
   */
  readonly catalogue?: "genai-prices" | false;
}

/** Models whose price stays resolved; a service calls a handful. */
const MAX_RESOLVED = 500;
const MAX_NAME_LENGTH = 200;

/**
 * A price source over the application's own prices and a catalogue. A model that neither knows under
 * the name that was asked for is looked up under the name that answered.
 *
 * @example
 * createPriceSource({ overrides: { azure: { "support-gpt4o": { input: 2.2, output: 8.8 } } } })
 */
export function createPriceSource(options: PriceSourceOptions = {}): PriceSource {
  const { overrides = {}, catalogue = "genai-prices" } = options;
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
  };
}

/** An Azure deployment may be called `gpt-4` and serve another model, so there the answer is asked first. */
function catalogueModels({ provider, model, facts }: PricedCall): readonly string[] {
  const { responseModel } = facts;
  if (responseModel === undefined || responseModel === model) return [model];
  return /azure/i.test(provider) ? [responseModel, model] : [model, responseModel];
}

function ownPrice(table: PriceTable, provider: string, model: string): TokenPrices | undefined {
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
