import { Keeper } from "../../../runtime/dd-trace/keep";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { createTestTelemetry } from "../../../runtime/testing";
import { manualClock, service } from "../support/fixtures";
import { runService } from "../support/service-process";

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

it.each([
  [{ perSecond: 0 }, "keep.perSecond is ignored; allowed: a whole number above 0, or keep: false"],
  [{ perSecond: 0.5 }, "keep.perSecond is ignored"],
  [true, "keep is ignored"],
  [{ persecond: 1 }, "persecond"],
])("says what is wrong with keep: %j", (keep, problem) => {
  const { logs } = createTestTelemetry(service, { keep: keep as never });
  expect(logs.map(({ message }) => message).join("\n")).toContain(problem);
});
