import { Keeper } from "../../../runtime/dd-trace/keep";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { defineLlmService } from "../../../telemetry";
import { manualClock, MODEL, PROMPT, service } from "../support/fixtures";
import { runService } from "../support/service-process";

expect.extend(llmMatchers);

const BAD = ["failed", "refused", "invalid", "tool", "judged", "low", "rated"];
const GOOD = ["good", "passed"];

describe.each([
  ["before anybody has heard of the sampling", []],
  ["after another service has heard that the trace is dropped", ["late"]],
])("traces of what went wrong, %s", (_when, args) => {
  let agent: LocalAgent;
  beforeAll(async () => {
    agent = await startLocalAgent();
    await runService(agent, "keeping", args, { DD_TRACE_SAMPLE_RATE: "0" });
  }, 30_000);
  afterAll(() => agent.close());

  /** 2: kept by hand; -1: dropped by a rule. */
  const priorityOf = (resource: string) =>
    agent.spans.find((span) => span.name === "web.request" && span.resource === resource)?.metrics[
      "_sampling_priority_v1"
    ];

  it.each(BAD)("are kept whole: %s", (resource) => {
    expect(priorityOf(resource)).toBe(2);
  });

  it.each(GOOD)("leave the sampling of others alone: %s", (resource) => {
    expect(priorityOf(resource)).toBe(-1);
  });

  it("are kept up to the cap of a second", () => {
    expect([1, 2, 3, 4].map((count) => priorityOf(`capped ${count}`))).toEqual([2, 2, -1, -1]);
  });

  it("are left to the sampling where nothing is to be kept", () => {
    expect(priorityOf("off")).toBe(-1);
  });

  it("count all alike, because metrics come before any sampling", () => {
    const errors = agent.metrics.filter(({ name }) => name === "llm.errors");
    const failed = errors.filter(({ tags }) => tags.includes("error_type:rate_limit"));
    expect(sum(failed.flatMap(({ values }) => values))).toBe(6);
  });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the cap", () => {
  const span = (trace: string) => ({
    addTags: () => undefined,
    finish: () => undefined,
    context: () => ({ toTraceId: () => trace }),
  });

  it("counts traces, because several spans of one fail together", () => {
    const keeper = new Keeper({ perSecond: 1 }, manualClock());
    const kept = ["1", "1", "2", "1"].map((trace) => keeper.tagsFor(span(trace)) !== undefined);
    expect(kept).toEqual([true, true, false, true]);
  });

  it("begins anew each second", () => {
    const clock = manualClock();
    const keeper = new Keeper({ perSecond: 1 }, clock);
    expect(keeper.tagsFor(span("1"))).toBeDefined();
    clock.advance(999);
    expect(keeper.tagsFor(span("2"))).toBeUndefined();
    clock.advance(1);
    expect(keeper.tagsFor(span("2"))).toBeDefined();
  });

  it("is ten where nobody says", () => {
    const keeper = new Keeper({}, manualClock());
    const kept = Array.from({ length: 20 }, (_, trace) => keeper.tagsFor(span(String(trace))));
    expect(kept.filter((tags) => tags !== undefined)).toHaveLength(10);
  });
});

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

it.each([
  [{ perSecond: 0 }, "keep.perSecond is ignored; allowed: a whole number above 0, or keep: false"],
  [{ perSecond: 0.5 }, "keep.perSecond is ignored"],
  [true, "keep is ignored"],
  [{ persecond: 1 }, "persecond"],
])("says what is wrong with keep: %j", (keep, problem) => {
  const { logs } = createTestTelemetry(service, { keep: keep as never });
  expect(logs.map(({ message }) => message).join("\n")).toContain(problem);
});
