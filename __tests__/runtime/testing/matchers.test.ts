import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => {
  telemetry = createTestTelemetry(service);
  telemetry.llm.withPrompt(PROMPT, () => telemetry.llm.request(MODEL, () => COMPLETION));
});

it("find what was recorded", () => {
  expect(telemetry).toHaveSpan("llm.request", { "llm.input_tokens": 120 });
  expect(telemetry).toHaveMetric("llm.output_tokens", { model: "gpt-4.1" }, 30);
  expect(telemetry).toHaveLoggedRequest({ prompt_name: "support_triage", status: "success" });
});

it("say what differs, so that nobody has to print the recording", () => {
  expect(() => expect(telemetry).toHaveSpan("llm.request", { "llm.model": "gpt-5" })).toThrow(
    'There are 1, and they differ:\n  1. llm.model is "gpt-4.1", not "gpt-5"',
  );
});

it("say what there is instead of what is missing", () => {
  expect(() => expect(telemetry).toHaveSpan("tool.call")).toThrow(
    "Expected a span tool.call with {}; there is none. Recorded: llm.request.",
  );
});

it("say which records were logged instead of a request's, and where nothing was recorded", () => {
  const other = createTestTelemetry(service);
  const expected = "Expected a logged request with {}; there is none. Recorded: ";
  expect(() => expect(other).toHaveLoggedRequest()).toThrow(`${expected}nothing.`);
  other.llm.evaluation({ name: "correctness", score: 85 });
  const told = other.logs.map(({ message }) => message);
  expect(told).not.toEqual([]);
  expect(() => expect(other).toHaveLoggedRequest()).toThrow(`${expected}${told.join(", ")}.`);
});

it("say that there is one where none was expected", () => {
  expect(() => expect(telemetry).not.toHaveLoggedRequest()).toThrow("but there is one");
});

it("forget everything on clear, for the next test", () => {
  telemetry.clear();
  expect([telemetry.spans, telemetry.metrics, telemetry.logs]).toEqual([[], [], []]);
});
