import type { RequestRef } from "../../../runtime";
import { isSampled } from "../../../runtime/events/sampling";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, PROMPT, service } from "../support/fixtures";

expect.extend(llmMatchers);

let telemetry: TestTelemetry<typeof service>;
beforeEach(() => {
  telemetry = createTestTelemetry(service);
});

it.each([
  ["answer_correctness", "llm.eval.correctness"],
  ["answer_safety", "llm.eval.safety"],
  ["tone", "llm.eval.score"],
  ["correctness", "llm.eval.correctness"],
  ["safety", "llm.eval.safety"],
] as const)("the score of %s feeds %s, which the alerts read", (name, metric) => {
  telemetry.llm.withPrompt(PROMPT, () => {
    telemetry.llm.evaluation({ name, score: 0.82, pass: true });
  });
  const tags = { eval_name: name, eval_stage: "online", prompt_version: PROMPT.version };
  expect(telemetry).toHaveMetric(metric, tags, 0.82);
  expect(telemetry).toHaveMetric("llm.eval.runs", tags);
  expect(telemetry).toHaveMetric("llm.eval.passes", tags);
  expect(telemetry).not.toHaveMetric("llm.telemetry_undeclared", { field: "eval_name" });
});

it("drops a score of another scale, because a mean of 0.8 and 85 says nothing", () => {
  for (let i = 0; i < 2; i++) {
    telemetry.llm.evaluation({ name: "correctness", score: 85, confidence: 90, pass: true });
  }
  const dropped = telemetry.metrics.filter(({ name }) => name === "llm.telemetry_dropped");
  expect(dropped.map(({ tags }) => tags["reason"])).toEqual(Array(4).fill("invalid"));
  expect(telemetry).not.toHaveMetric("llm.eval.correctness");
  expect(telemetry).toHaveMetric("llm.eval.passes", { eval_name: "correctness" });
  expect(telemetry.spans[0]!.tags).not.toHaveProperty("eval.score");
  expect(telemetry.spans[0]!.tags).not.toHaveProperty("eval.low_confidence");
  const told = telemetry.logs.filter(({ message }) => message.includes("from 0 to 1"));
  expect(told.map(({ record }) => record)).toEqual([
    { eval_name: "correctness", score: 85 },
    { eval_name: "correctness", confidence: 90 },
  ]);
});

it("keeps a score that arithmetic left a hair above 1", () => {
  telemetry.llm.evaluation({ name: "correctness", score: 0.1 * 3 + 0.7000000000000001 });
  telemetry.llm.evaluation({ name: "safety", score: 0 });
  expect(telemetry).toHaveMetric("llm.eval.correctness");
  expect(telemetry).toHaveMetric("llm.eval.safety", {}, 0);
  expect(telemetry).not.toHaveMetric("llm.telemetry_dropped");
});

it("keeps a stage apart, because scores of a test set must not move a production alert", () => {
  telemetry.llm.evaluation({ name: "tone", score: 0.1, pass: false, stage: "pre_release" });
  expect(telemetry).toHaveMetric("llm.eval.score", { eval_stage: "pre_release" });
  expect(telemetry).not.toHaveMetric("llm.eval.passes");
});

it("compares the judge with a person, so that its drift can be seen", () => {
  for (const verdict of [true, false]) {
    telemetry.llm.evaluation({ name: "tone", pass: verdict, humanPass: verdict });
  }
  telemetry.llm.evaluation({ name: "tone", pass: true, humanPass: false });
  telemetry.llm.evaluation({ name: "tone", pass: true });
  const count = (metric: string) => telemetry.metrics.filter(({ name }) => name === metric).length;
  expect(count("llm.eval.judge_checks")).toBe(3);
  expect(count("llm.eval.judge_disagreements")).toBe(1);
});

it("says on the span whether it passed, where it has a verdict", () => {
  telemetry.llm.evaluation({ name: "tone", score: 0.9 });
  telemetry.llm.evaluation({ name: "tone", pass: false });
  expect(telemetry.spans.map(({ tags }) => tags["eval.pass"])).toEqual([undefined, "false"]);
});

it("marks what the judge was unsure of, for a person to look at", () => {
  telemetry.llm.evaluation({ name: "tone", confidence: 0.4 });
  telemetry.llm.evaluation({ name: "tone", confidence: 0.9 });
  expect(telemetry.spans.map(({ tags }) => tags["eval.low_confidence"])).toEqual(["true", "false"]);
});

describe("hours later, in another process", () => {
  /** The reference after a trip through a database. */
  async function storedRef(): Promise<RequestRef> {
    const first = createTestTelemetry(service);
    const ref = await first.llm.withPrompt({ ...PROMPT, requestId: "req_1" }, async () => {
      await first.llm.request(MODEL, () => Promise.resolve(COMPLETION));
      return first.llm.requestRef();
    });
    return JSON.parse(JSON.stringify(ref)) as RequestRef;
  }

  it("an evaluation lands on the request's prompt version and model, and links to its trace", async () => {
    const ref = await storedRef();
    telemetry.llm.evaluation({ name: "tone", score: 1, ref });
    expect(telemetry).toHaveSpan("eval.score", {
      "llm.prompt_version": PROMPT.version,
      "llm.model": "gpt-4.1",
      "llm.feature": "support_agent",
      request_id: "req_1",
    });
    expect(telemetry.spans[0]?.links).toEqual([ref.traceparent]);
  });

  it("so does a user's feedback", async () => {
    const ref = await storedRef();
    telemetry.llm.feedback({ rating: "negative", score: 1, ref });
    telemetry.llm.taskCompleted({ success: false, ref });
    const tags = { prompt_version: PROMPT.version, model: "gpt-4.1" };
    expect(telemetry).toHaveMetric("llm.feedback", { ...tags, rating: "negative" });
    expect(telemetry).toHaveMetric("llm.user_rating", { rating: "negative" }, 1);
    expect(telemetry).toHaveMetric("llm.tasks", tags);
    expect(telemetry).not.toHaveMetric("llm.task_successes");
    expect(telemetry.spans[0]?.links).toEqual([ref.traceparent]);
  });

  it("a damaged reference costs the link and nothing else", async () => {
    const stored = await storedRef();
    for (const traceparent of ["garbage", `${stored.traceparent}-more`, `x${stored.traceparent}`]) {
      telemetry.clear();
      telemetry.llm.evaluation({ name: "tone", ref: { ...stored, traceparent } });
      expect(telemetry).toHaveSpan("eval.score", { "llm.prompt_version": PROMPT.version });
      expect(telemetry.spans[0]?.links).toEqual([]);
    }
  });
});

it("in the request's own trace is a child and needs no link", async () => {
  await telemetry.llm.withPrompt(PROMPT, () =>
    telemetry.llm.request(MODEL, (request) => {
      const ref = request.ref();
      telemetry.llm.evaluation({ name: "tone", ...(ref && { ref }) });
      return Promise.resolve(COMPLETION);
    }),
  );
  const [evaluation] = telemetry.spans;
  expect(evaluation?.parent?.name).toBe("llm.request");
  expect(evaluation?.links).toEqual([]);
});

describe("the sample to evaluate", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => (BigInt(index) * 7919n).toString(16));

  it.each([0.01, 0.05, 0.1])("has the size that the rate %d asks for", (rate) => {
    const share = ids.filter((id) => isSampled(id, rate)).length / ids.length;
    expect(share).toBeGreaterThan(rate * 0.8);
    expect(share).toBeLessThan(rate * 1.2);
  });

  it("is the same for a trace wherever it is asked, and grows with the rate", () => {
    const small = ids.filter((id) => isSampled(id, 0.01));
    expect(small.every((id) => isSampled(id, 0.01) && isSampled(id, 0.1))).toBe(true);
  });

  it("is all at rate 1 and nothing at 0 or nonsense", () => {
    expect(ids.every((id) => isSampled(id, 1))).toBe(true);
    expect(ids.some((id) => isSampled(id, 0) || isSampled(id, NaN))).toBe(false);
  });

  it("is decided alike inside the request and from its reference", async () => {
    for (let trace = 0; trace < 50; trace++) {
      await telemetry.llm.request(MODEL, (request) => {
        const inside = telemetry.llm.shouldEvaluate(0.5);
        expect(telemetry.llm.shouldEvaluate(0.5, request.ref())).toBe(inside);
        return Promise.resolve();
      });
    }
    expect(telemetry.llm.shouldEvaluate(1)).toBe(false);
  });
});
