import type * as genaiPrices from "@pydantic/genai-prices";
import { costByRates, hasUnpricedUnits, type PricedFacts, type Rates } from "./rates";
import { isCatalogueResolvable, requireCatalogue } from "./require-catalogue";

type Library = Pick<typeof genaiPrices, "calcPrice">;
type Priced = NonNullable<ReturnType<Library["calcPrice"]>>;

/** Cost of one call in US dollars, as its model's price stands at that time. */
export type CostOf = (facts: PricedFacts, at: Date | undefined) => number | undefined;

let library: Library | null | undefined;

/** Loaded at first use: it takes some 50 ms, and it is optional. */
function load(): Library | null {
  if (library === undefined) library = requireCatalogue();
  return library;
}

/** Whether there is a catalogue; loads it only where that cannot be told otherwise. */
export function isCatalogueInstalled(): boolean {
  if (library !== undefined) return library !== null;
  // Not in `node_modules`, but perhaps in the application's own bundle.
  return isCatalogueResolvable() || load() !== null;
}

/** How the catalogue prices a model, or `undefined` where it does not know the model. */
export function findCataloguePrice(provider: string, model: string): CostOf | undefined {
  const found = load();
  if (found === null) return undefined;
  const providerId = catalogueProvider(provider);
  const price: (facts: PricedFacts, at?: Date) => Priced | null = (facts, at) =>
    found.calcPrice(usageOf(facts), model, { providerId, ...(at && { timestamp: at }) });
  const priced = price({ inputTokens: 0, outputTokens: 0 });
  if (priced === null) return undefined;
  const rates = fixedRates(priced);
  if (rates !== undefined) return (facts) => costByRates(rates, facts);
  return (facts, at) => {
    const now = price(facts, at);
    if (now === null || hasUnpricedUnits(ratesOf(now.model_price), facts)) return undefined;
    return now.total_price;
  };
}

/** The catalogue takes every other name with `openai` in it for OpenAI, whose prices are not Azure's. */
function catalogueProvider(provider: string): string {
  return /azure/i.test(provider) ? "azure" : provider;
}

/** Rates for the hot path; none where the price depends on the time or has a part per request. */
function fixedRates({ model, model_price: price }: Priced): Rates | undefined {
  if (Array.isArray(model.prices) || "requests_kcount" in price) return undefined;
  return ratesOf(price);
}

function ratesOf(price: Priced["model_price"]): Rates {
  return {
    input: price["input_mtok"],
    cacheRead: price["cache_read_mtok"],
    cacheWrite: price["cache_write_mtok"],
    cacheWriteHour: price["cache_write_1h_mtok"],
    output: price["output_mtok"],
    reasoning: price["output_reasoning_mtok"],
    inputAudio: price["input_audio_mtok"],
    outputAudio: price["output_audio_mtok"],
    inputImage: price["input_image_mtok"],
    outputImage: price["output_image_mtok"],
    webSearches: price["web_searches_kcount"],
    fileSearches: price["storage_searches_kcount"],
  };
}

function usageOf(facts: PricedFacts) {
  return {
    input_tokens: facts.inputTokens,
    cache_read_tokens: facts.cachedTokens ?? 0,
    cache_write_tokens: facts.cacheWriteTokens ?? 0,
    cache_write_1h_tokens: facts.cacheWriteHourTokens ?? 0,
    output_tokens: facts.outputTokens,
    output_reasoning_tokens: facts.reasoningTokens ?? 0,
    input_audio_tokens: facts.inputAudioTokens ?? 0,
    output_audio_tokens: facts.outputAudioTokens ?? 0,
    input_image_tokens: facts.inputImageTokens ?? 0,
    output_image_tokens: facts.outputImageTokens ?? 0,
    web_searches: facts.webSearches ?? 0,
    storage_searches: facts.fileSearches ?? 0,
  };
}
