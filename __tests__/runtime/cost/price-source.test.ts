import fc from "../../support/fast-check";
import { createPriceSource } from "../../../runtime/cost";

const FACTS = { inputTokens: 1_000_000, outputTokens: 100_000 };

describe("own prices", () => {
  const prices = createPriceSource({
    catalogue: false,
    overrides: {
      azure: { "support-gpt4o": { input: 2, cachedInput: 0.5, cacheWrite: 3, output: 10 } },
      openai: { plain: { input: 2, output: 10 } },
    },
  });

  it("are dollars per million tokens", () => {
    expect(prices.cost({ provider: "openai", model: "plain", facts: FACTS })).toBeCloseTo(3, 12);
  });

  it("price cache reads and writes apart, out of the input", () => {
    const facts = { ...FACTS, cachedTokens: 200_000, cacheWriteTokens: 100_000 };
    const call = { provider: "azure", model: "support-gpt4o", facts };
    expect(prices.cost(call)).toBeCloseTo(0.7 * 2 + 0.2 * 0.5 + 0.1 * 3 + 1, 12);
  });

  it("price cached tokens as input where they have no price of their own", () => {
    const facts = { ...FACTS, cachedTokens: 200_000, cacheWriteTokens: 100_000 };
    expect(prices.cost({ provider: "openai", model: "plain", facts })).toBeCloseTo(3, 12);
  });

  it("are found under the name that answered, too", () => {
    const facts = { ...FACTS, responseModel: "plain" };
    expect(prices.cost({ provider: "openai", model: "alias", facts })).toBeCloseTo(3, 12);
  });

  it("are no prices under names that every object has", () => {
    expect(prices.cost({ provider: "constructor", model: "name", facts: FACTS })).toBeUndefined();
    expect(prices.cost({ provider: "openai", model: "toString", facts: FACTS })).toBeUndefined();
  });

  it("that are no prices cost nothing known", () => {
    const broken = createPriceSource({ overrides: { openai: { m: { input: NaN, output: 1 } } } });
    expect(broken.cost({ provider: "openai", model: "m", facts: FACTS })).toBeUndefined();
  });

  it("win over the catalogue", () => {
    const negotiated = createPriceSource({
      overrides: { openai: { "gpt-4o": { input: 1, output: 1 } } },
    });
    expect(negotiated.cost({ provider: "openai", model: "gpt-4o", facts: FACTS })).toBeCloseTo(
      1.1,
      12,
    );
  });
});

describe("an unknown price is undefined, never 0", () => {
  const prices = createPriceSource();
  it.each([
    ["an unknown model", { provider: "openai", model: "nobody-knows-it", facts: FACTS }],
    ["an unknown provider", { provider: "my-gateway", model: "gpt-4o", facts: FACTS }],
    ["no input count", { provider: "openai", model: "gpt-4o", facts: { outputTokens: 1 } }],
    ["no output count", { provider: "openai", model: "gpt-4o", facts: { inputTokens: 1 } }],
    [
      "a count that is no number",
      { provider: "openai", model: "gpt-4o", facts: { ...FACTS, cachedTokens: NaN } },
    ],
    [
      "a negative count",
      { provider: "openai", model: "gpt-4o", facts: { ...FACTS, inputTokens: -1 } },
    ],
    [
      "more cached tokens than input",
      { provider: "openai", model: "gpt-4o", facts: { ...FACTS, cachedTokens: 2e6 } },
    ],
    ["a giant name", { provider: "openai", model: "gpt-4o".repeat(1e5), facts: FACTS }],
  ])("for %s", (_what, call) => {
    expect(prices.cost(call)).toBeUndefined();
  });

  it("and whatever is given, nothing is thrown and a cost is a number of at least 0", () => {
    const count = fc.oneof(fc.double(), fc.nat(), fc.constant(undefined), fc.anything());
    const facts = fc.record({
      inputTokens: count,
      outputTokens: count,
      cachedTokens: count,
      cacheWriteTokens: count,
      reasoningTokens: count,
      responseModel: fc.anything(),
    });
    const call = fc.record({
      provider: fc.anything(),
      model: fc.constantFrom("gpt-4o", 7, null),
      facts,
    });
    fc.assert(
      fc.property(call, (given) => {
        const cost = prices.cost(given as never);
        return cost === undefined || (Number.isFinite(cost) && cost >= 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("Azure", () => {
  const prices = createPriceSource();
  it("deployments are priced by the model that answered, whatever they are called", () => {
    const facts = { ...FACTS, responseModel: "gpt-4o-2024-08-06" };
    const gpt4o = prices.cost({ provider: "azure", model: "gpt-4o", facts: FACTS });
    expect(gpt4o).toBeGreaterThan(0);
    expect(prices.cost({ provider: "azure", model: "support-bot", facts })).toBe(gpt4o);
    expect(prices.cost({ provider: "azure_openai", model: "gpt-4", facts })).toBe(gpt4o);
  });

  it.each(["azure_openai", "azure-openai", "Azure OpenAI"])(
    "is meant by %s, not OpenAI",
    (provider) => {
      // A model that only Azure sells.
      const phi = { model: "phi-4", facts: FACTS };
      expect(prices.cost({ provider: "openai", ...phi })).toBeUndefined();
      expect(prices.cost({ provider, ...phi })).toBe(prices.cost({ provider: "azure", ...phi }));
      expect(prices.cost({ provider, ...phi })).toBeGreaterThan(0);
    },
  );
});
