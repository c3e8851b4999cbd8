import { defineLlmService } from "../../../telemetry";
import type { RetrievalFacts } from "../../../runtime";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";

expect.extend(llmMatchers);

const service = defineLlmService({
  service: "search",
  env: "production",
  team: "search",
  features: {
    floored: { retrieval: { topScoreFloor: 0.5 } },
    // A reranker's logits: 0 is a good score there.
    logits: { retrieval: { topScoreFloor: -2 } },
    plain: {},
  },
  prompts: { answer: {} },
  models: { openai: ["gpt-4.1"] },
});

function retrieve(feature: keyof typeof service.features, facts: RetrievalFacts) {
  const telemetry = createTestTelemetry(service);
  const prompt = { name: "answer", version: "1", feature } as const;
  telemetry.llm.withPrompt(prompt, () =>
    telemetry.llm.retrieval({ index: "docs", measure: () => facts }, () => []),
  );
  return telemetry;
}

it("scores a retrieval that found nothing 0, because an empty index must not look healthy", () => {
  const telemetry = retrieve("floored", { hitCount: 0 });
  expect(telemetry).toHaveMetric("llm.retrieval.top_score", { feature: "floored" }, 0);
  expect(telemetry).toHaveMetric("llm.retrieval.misses", { feature: "floored" });
  expect(telemetry.spans[0]?.tags["rag.top_score"]).toBe(0);
});

it.each([
  ["its feature declares no floor", "plain", { hitCount: 0 }],
  ["the floor says that 0 is no bad score", "logits", { hitCount: 0 }],
  ["nobody counted what was found", "floored", {}],
  ["something was found", "floored", { hitCount: 3 }],
] as const)("makes no score up where %s", (_why, feature, facts) => {
  const telemetry = retrieve(feature, facts);
  expect(telemetry).toHaveMetric("llm.retrievals", { feature });
  expect(telemetry).not.toHaveMetric("llm.retrieval.top_score");
  expect(telemetry.spans[0]?.tags).not.toHaveProperty("rag.top_score");
});

it("keeps a score that was given, also where nothing was found", () => {
  const telemetry = retrieve("floored", { hitCount: 0, topScore: 0.4 });
  expect(telemetry).toHaveMetric("llm.retrieval.top_score", { feature: "floored" }, 0.4);
});

it("took no time where the clock was set back, because a negative duration moves every percentile", () => {
  let now = 1000;
  const telemetry = createTestTelemetry(service, { clock: () => now });
  telemetry.llm.retrieval({ index: "docs" }, () => {
    now = 400;
    return [];
  });
  expect(telemetry.spans[0]?.tags["rag.latency_ms"]).toBe(0);
});
