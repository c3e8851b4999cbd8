import { calcPrice, findProvider } from "@pydantic/genai-prices";
import type * as costModule from "../../../runtime/cost";
import { createPriceSource } from "../../../runtime/cost";
import type { ResponseFacts } from "../../../runtime/providers";

const PROVIDERS = [
  "openai",
  "azure",
  "anthropic",
  "aws",
  "google",
  "perplexity",
  "deepseek",
  "x-ai",
];
/** On both sides of the tiers' usual starts, 128,000, 200,000 and 272,000 tokens. */
const INPUTS = [0, 1, 1_000, 128_000, 128_001, 200_000, 200_001, 272_001, 1_000_000];
const AT = new Date("2026-06-01T12:00:00Z");

function usages(): ResponseFacts[] {
  return INPUTS.flatMap((inputTokens) => {
    const cachedTokens = Math.floor(inputTokens / 3);
    const cacheWriteTokens = Math.floor(inputTokens / 4);
    const cacheWriteHourTokens = Math.floor(inputTokens / 8);
    return [
      { inputTokens, outputTokens: 500 },
      { inputTokens, outputTokens: 500, cachedTokens, reasoningTokens: 100 },
      { inputTokens, outputTokens: 0, cachedTokens, cacheWriteTokens, cacheWriteHourTokens },
    ];
  });
}

function catalogued(providerId: string, modelId: string, facts: ResponseFacts, at: Date) {
  const usage = {
    input_tokens: facts.inputTokens,
    output_tokens: facts.outputTokens,
    cache_read_tokens: facts.cachedTokens ?? 0,
    cache_write_tokens: facts.cacheWriteTokens ?? 0,
    cache_write_1h_tokens: facts.cacheWriteHourTokens ?? 0,
    output_reasoning_tokens: facts.reasoningTokens ?? 0,
  };
  const priced = calcPrice(usage, modelId, { providerId, timestamp: at });
  // The catalogue takes an hour's writes without a price for others, which cost less.
  const hasNoRate = priced?.model_price["cache_write_1h_mtok"] === undefined;
  if (hasNoRate && (facts.cacheWriteHourTokens ?? 0) > 0) return undefined;
  return priced?.total_price;
}

it.each(PROVIDERS)("every model of %s costs what the catalogue itself computes", (providerId) => {
  const prices = createPriceSource();
  const models = findProvider({ providerId })?.models ?? [];
  expect(models.length).toBeGreaterThan(5);
  for (const { id } of models) {
    for (const facts of usages()) {
      const expected = catalogued(providerId, id, facts, AT);
      const cost = prices.cost({ provider: providerId, model: id, facts, at: AT });
      expect({ id, facts, cost: cost?.toPrecision(10) }).toEqual({
        id,
        facts,
        cost: expected?.toPrecision(10),
      });
    }
  }
});

it("a price that changes over the day is that of the call's time", () => {
  const prices = createPriceSource();
  const facts = { inputTokens: 1e6, outputTokens: 1e6 };
  const cost = (time: string) =>
    prices.cost({ provider: "deepseek", model: "deepseek-chat", facts, at: new Date(time) });
  const [night, day] = [cost("2025-05-01T20:00:00Z"), cost("2025-05-01T12:00:00Z")];
  expect(night).toBeCloseTo(0.685, 10);
  expect(day).toBeCloseTo(1.37, 10);
});

describe("the catalogue is asked", () => {
  const facts = { inputTokens: 1_000, outputTokens: 100 };
  const calc = jest.fn<unknown, [unknown, string]>();

  function freshSource(module: () => unknown): ReturnType<typeof createPriceSource> {
    jest.resetModules();
    jest.doMock("@pydantic/genai-prices", module);
    const cost = jest.requireActual<typeof costModule>("../../../runtime/cost");
    return cost.createPriceSource();
  }
  afterEach(() => {
    jest.dontMock("@pydantic/genai-prices");
    calc.mockReset();
  });

  it("once per provider and model, and no more for unknown ones", () => {
    calc.mockImplementation((_usage, model) =>
      model === "known" ? { model: { prices: {} }, model_price: { input_mtok: 1 } } : null,
    );
    const prices = freshSource(() => ({ calcPrice: calc }));
    for (let i = 0; i < 10; i++) {
      expect(prices.cost({ provider: "p", model: "known", facts })).toBeCloseTo(0.001, 12);
      expect(prices.cost({ provider: "p", model: "unknown", facts })).toBeUndefined();
    }
    expect(calc).toHaveBeenCalledTimes(2);
  });

  it("again for a model that fell out of the bounded cache", () => {
    calc.mockReturnValue(null);
    const prices = freshSource(() => ({ calcPrice: calc }));
    const ask = (model: string) => prices.cost({ provider: "p", model, facts });
    for (let i = 0; i <= 500; i++) ask(`m${i}`);
    ask("m500");
    expect(calc).toHaveBeenCalledTimes(501);
    ask("m0");
    expect(calc).toHaveBeenCalledTimes(502);
  });

  it("in vain where it is not installed or throws: the price is unknown", () => {
    const absent = freshSource(() => {
      throw new Error("Cannot find module");
    });
    expect(absent.cost({ provider: "openai", model: "gpt-4o", facts })).toBeUndefined();
    calc.mockImplementation(() => {
      throw new Error("broken");
    });
    const throwing = freshSource(() => ({ calcPrice: calc }));
    expect(throwing.cost({ provider: "openai", model: "gpt-4o", facts })).toBeUndefined();
  });
});
