import { CombinationMap } from "../combination-map";
import type { ResponseFacts } from "../providers/provider";
import { findCataloguePrice, type CostOf } from "./catalogue";
import type { PricedCall, PriceSource, PriceTable, TokenPrices } from "./price";
import { costByRates, type PricedFacts } from "./rates";

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

  /** Resolved once per combination of names: the look-ups cost more than the price itself. */
  function priceOf(call: PricedCall): CostOf {
    const key = [call.provider, call.model, call.facts.responseModel ?? ""];
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const found = ownPriceOf(call) ?? cataloguePriceOf(call) ?? unknownCost;
    if (key.some((name) => name.length > MAX_NAME_LENGTH)) return found;
    if (resolved.size >= MAX_RESOLVED) resolved.clear();
    resolved.add(key, found);
    return found;
  }

  function ownPriceOf({ provider, model, facts }: PricedCall): CostOf | undefined {
    for (const name of [model, facts.responseModel]) {
      const own = name === undefined ? undefined : ownPrice(overrides, provider, name);
      if (own !== undefined) return (counts) => costByRates(ratesOf(own), counts);
    }
    return undefined;
  }

  function cataloguePriceOf(call: PricedCall): CostOf | undefined {
    if (catalogue === false) return undefined;
    for (const model of catalogueModels(call)) {
      const found =
        model.length > MAX_NAME_LENGTH ? undefined : findCataloguePrice(call.provider, model);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function costOf(call: PricedCall): number | undefined {
    return isPriced(call.facts) ? priceOf(call)(call.facts, call.at) : undefined;
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
