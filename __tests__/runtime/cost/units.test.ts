import { createPriceSource } from "../../../runtime/cost";
import type { ResponseFacts } from "../../../runtime/providers";

const AT = new Date("2026-06-01T12:00:00Z");
const TOKENS = { inputTokens: 1000, outputTokens: 100 };

function asked(
  provider: string,
  model: string,
  facts: ResponseFacts,
  prices = createPriceSource(),
) {
  const call = { provider, model, facts: { ...TOKENS, ...facts }, at: AT };
  return prices.cost(call) ?? prices.whyUnknown?.(call);
}

const GPT = 1000 * 2.5e-6 + 100 * 10e-6;

/** A part of a call that has no price makes the whole price unknown, for it would be too low. */
it.each<[string, string, string, ResponseFacts, number | string]>([
  ["web searches that the catalogue prices", "openai", "gpt-4o", { webSearches: 2 }, GPT + 0.02],
  ["file searches that the catalogue prices", "openai", "gpt-4o", { fileSearches: 2 }, GPT + 0.005],
  ["a container", "openai", "gpt-4o", { otherUnits: 1 }, "unit"],
  ["audio without a price", "openai", "gpt-4o-audio-preview", { inputAudioTokens: 10 }, "unit"],
  ["audio with a price", "openai", "gpt-4o-transcribe", { inputAudioTokens: 1000 }, 0.007],
  ["another tier", "openai", "gpt-4o", { serviceTier: "flex" }, "service_tier"],
  ["a model that nobody knows", "openai", "no-such-model", {}, "price"],
  ["counts that contradict each other", "openai", "gpt-4o", { cachedTokens: 5000 }, "usage"],
  [
    "fewer billed tokens than counted ones",
    "cohere",
    "command-r",
    { billedInputTokens: 10, billedOutputTokens: 10 },
    10 * 0.15e-6 + 10 * 0.6e-6,
  ],
])("prices a call with %s", (_what, provider, model, facts, expected) => {
  const cost = asked(provider, model, facts);
  if (typeof expected === "string") expect(cost).toBe(expected);
  else expect(cost).toBeCloseTo(expected, 10);
});

describe("own prices", () => {
  const own = { input: 1, output: 2, cacheWrite: 3 };
  const sourceOf = (prices: object) =>
    createPriceSource({ overrides: { openai: { mine: { ...own, ...prices } } } });

  it.each<[ResponseFacts, object, number]>([
    [
      { cacheWriteTokens: 100, cacheWriteHourTokens: 100 },
      { cacheWriteHour: 6 },
      (900 + 600 + 200) / 1e6,
    ],
    [{ inputAudioTokens: 100 }, { inputAudio: 50 }, (900 + 5000 + 200) / 1e6],
    [{ outputAudioTokens: 100 }, { outputAudio: 50 }, (1000 + 5000) / 1e6],
    [{ webSearches: 1 }, { webSearches: 10 }, 1200 / 1e6 + 0.01],
  ])("%j cost nothing by %j alone", (facts, price, expected) => {
    expect(asked("openai", "mine", facts, sourceOf({}))).toBe("unit");
    expect(asked("openai", "mine", facts, sourceOf(price))).toBeCloseTo(expected, 12);
  });

  it("have no sum for an answer in which more was spoken than was said in all", () => {
    const facts = { outputAudioTokens: 101 };
    expect(asked("openai", "mine", facts, sourceOf({ outputAudio: 50 }))).toBe("unit");
  });

  it("have no sum below nothing, whatever was counted", () => {
    const facts = { webSearches: -1000 };
    expect(asked("openai", "mine", facts, sourceOf({ webSearches: 10 }))).toBe("usage");
  });
});

it("vectors have a price although nothing is generated", () => {
  const facts = { inputTokens: 1e6, operation: "embeddings" as const };
  const call = { provider: "openai", model: "text-embedding-3-small", facts, at: AT };
  expect(createPriceSource().cost(call)).toBeCloseTo(0.02, 10);
});
