import { CardinalityGuard } from "../../../runtime/tags/cardinality-guard";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { COMPLETION, manualClock, MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

const HOUR = 3_600_000;

function guardOf(maxValues: number) {
  const clock = manualClock();
  const guard = new CardinalityGuard({ maxValues }, clock);
  const admit = (value: string, declared = false) => {
    guard.advance();
    return guard.admit("prompt_version", value, declared);
  };
  return { clock, admit };
}

it("folds what comes after the bound, and keeps what was there before", () => {
  const { admit } = guardOf(2);
  expect(["a", "b", "c", "a"].map((value) => admit(value).folded)).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

it("never folds a declared value, because a flood of others must not hide it", () => {
  const { admit } = guardOf(1);
  admit("flood");
  expect(admit("declared", true)).toEqual({ stored: "declared", folded: false });
});

it("lets a new value in when old ones were not seen for a window, so no release is swallowed", () => {
  const { clock, admit } = guardOf(2);
  admit("v1");
  admit("v2");
  clock.advance(2 * HOUR);
  expect(admit("v3").folded).toBe(false);
});

it("keeps a value that is seen again and again, however long", () => {
  const { clock, admit } = guardOf(2);
  for (let hour = 0; hour < 10; hour++) {
    expect(admit("steady").folded).toBe(false);
    admit(`passing ${hour}`);
    clock.advance(HOUR);
  }
});

it("holds its bound over any window, not only since the last one began", () => {
  const { clock, admit } = guardOf(10);
  const admitted = new Map<string, number>();
  for (let step = 0; step < 400; step++) {
    clock.advance(HOUR / 20);
    const value = `v${step % 37}`;
    if (!admit(value).folded) admitted.set(value, step);
    const recent = [...admitted.values()].filter((at) => step - at < 20);
    expect(recent.length).toBeLessThanOrEqual(10);
  }
});

it("stores values as Datadog does", () => {
  expect(guardOf(5).admit("V 1,|\n#x").stored).toBe("v_1_x");
});

describe("in telemetry", () => {
  it("sends `other`, counts it and warns once, while spans keep the value", async () => {
    const telemetry = createTestTelemetry(service, { cardinality: { maxValues: 2 } });
    for (const version of ["1", "2", "3", "4"]) {
      await telemetry.llm.withPrompt({ ...PROMPT, version }, () =>
        telemetry.llm.request(MODEL, () => Promise.resolve(COMPLETION)),
      );
    }
    const versions = telemetry.metrics
      .filter(({ name }) => name === "llm.requests")
      .map(({ tags }) => tags["prompt_version"]);
    expect(versions).toEqual(["1", "2", "other", "other"]);
    expect(telemetry).toHaveSpan("llm.request", { "llm.prompt_version": "4" });
    const folded = telemetry.metrics.filter(({ name }) => name === "llm.telemetry_folded");
    expect(folded.map(({ tags }) => tags["field"])).toEqual(["prompt_version", "prompt_version"]);
    const told = telemetry.logs.filter(({ level }) => level === "warn");
    expect(told.map(({ record }) => record)).toEqual([{ field: "prompt_version" }]);
  });

  it("bounds tools as well, although only some metrics carry them", () => {
    const telemetry = createTestTelemetry(service, { cardinality: { maxValues: 1 } });
    for (const name of ["a", "b", "lookup_order"] as "lookup_order"[]) {
      telemetry.llm.tool({ name }, () => 1);
    }
    const tools = telemetry.metrics
      .filter(({ name }) => name === "llm.tool_calls")
      .map(({ tags }) => tags["tool"]);
    expect(tools).toEqual(["a", "other", "lookup_order"]);
  });
});
