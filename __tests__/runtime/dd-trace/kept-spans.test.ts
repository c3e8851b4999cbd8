import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { defineLlmService } from "../../../telemetry";
import { MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

describe("spans of what failed", () => {
  it.each([
    ["output.validation", { json_valid: "false" }],
    ["tool.call", { "tool.status": "error" }],
    ["llm.request", { "llm.error_type": "policy" }],
  ] as const)("are errors, although nothing was thrown: %s", (name, tags) => {
    const telemetry = createTestTelemetry(service);
    telemetry.llm.validation({ schema: "reply" }, (validation) => validation.set({ valid: false }));
    telemetry.llm.tool({ name: "lookup_order" }, (tool) => tool.set({ failed: true }));
    telemetry.llm.request(MODEL, (request) => request.set({ finishReason: "content_filter" }));
    expect(telemetry).toHaveSpan(name, tags);
    expect(telemetry.spans.filter((span) => span.error && span.kept)).toHaveLength(3);
  });

  it.each([
    [true, undefined, true],
    [false, undefined, false],
    [true, 0.1, false],
  ])("of evaluations are so where the service says it: %s, score %s", (option, score, error) => {
    const telemetry = createTestTelemetry(service, { failedEvaluationsAreErrors: option });
    telemetry.llm.evaluation({
      name: "tone",
      ...(score === undefined ? { pass: false } : { score }),
    });
    expect(telemetry.spans.map((span) => [span.error, span.kept])).toEqual([[error, true]]);
  });

  it.each([
    [{ pass: true, score: 0.1 }, false],
    [{ score: 0.5 }, false],
    [{ score: 0.49 }, true],
    [{}, false],
  ])(
    "believe an evaluation that passed, whatever its score, and else the score: %j",
    (said, kept) => {
      const telemetry = createTestTelemetry(service);
      telemetry.llm.evaluation({ name: "tone", ...said });
      expect(telemetry.spans[0]).toMatchObject({ error: false, kept });
    },
  );

  it("hold those of searches below the floor, which page", () => {
    const withFloor = defineLlmService({
      ...service,
      features: { ...service.features, support_agent: { retrieval: { topScoreFloor: 0.6 } } },
    });
    const telemetry = createTestTelemetry(withFloor);
    telemetry.llm.withPrompt(PROMPT, () => {
      for (const topScore of [0.59, 0.6]) {
        telemetry.llm.retrieval({ index: "i" }, (retrieval) => retrieval.set({ topScore }));
      }
    });
    expect(telemetry.spans.map(({ kept, error }) => [kept, error])).toEqual([
      [true, false],
      [false, false],
    ]);
  });
});

it("none are kept with `keep: false`, which is an option as good as another", () => {
  const telemetry = createTestTelemetry(service, { keep: false });
  telemetry.llm.withPrompt(PROMPT, () =>
    telemetry.llm.tool({ name: "lookup_order" }, (tool) => tool.set({ failed: true })),
  );
  expect(telemetry.spans.map(({ kept }) => kept)).toEqual([false]);
  expect(telemetry.logs).toEqual([]);
});
