import fc from "../../support/fast-check";
import { createLlmTelemetry, type DatadogTracer } from "../../../runtime";
import { supportAgent } from "../../../examples/services";

/** A call of the runtime with everything that a metric can come from. */
export interface GivenCall {
  readonly version: string;
  readonly model: "claude-sonnet-4" | "gpt-4.1";
  readonly milliseconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly retries: number;
  readonly costUsd: number | null;
  readonly streamed: boolean;
  readonly cacheHit: boolean;
  readonly refused: boolean;
  readonly status: number | null;
  readonly valid: boolean;
  readonly toolFailed: boolean;
  readonly topScore: number | null;
  readonly score: number;
  readonly humanPass: boolean;
  readonly rating: "positive" | "negative" | null;
  readonly taskSucceeded: boolean | null;
}

const finite = { noNaN: true, noDefaultInfinity: true } as const;

export const givenCall: fc.Arbitrary<GivenCall> = fc.record({
  // Tags as users write them: stored in another form, or cut.
  version: fc.constantFrom("2026-06-01.2", "Release, 3|x", "ä-7", "v".repeat(300)),
  model: fc.constantFrom("claude-sonnet-4" as const, "gpt-4.1" as const),
  milliseconds: fc.integer({ min: 0, max: 60_000 }),
  inputTokens: fc.nat(200_000),
  outputTokens: fc.nat(8_000),
  retries: fc.nat(3),
  costUsd: fc.option(fc.double({ min: 0, max: 5, ...finite })),
  streamed: fc.boolean(),
  cacheHit: fc.boolean(),
  refused: fc.boolean(),
  status: fc.option(fc.constantFrom(429, 500, 504, 400)),
  valid: fc.boolean(),
  toolFailed: fc.boolean(),
  topScore: fc.option(fc.double({ min: -1, max: 1, ...finite })),
  score: fc.double({ min: 0, max: 1, ...finite }),
  humanPass: fc.boolean(),
  rating: fc.option(fc.constantFrom("positive" as const, "negative" as const)),
  taskSucceeded: fc.option(fc.boolean()),
});

/** Makes the calls, on a clock of their own, so that all tracers see the same durations. */
export function makeCalls(tracer: DatadogTracer, calls: readonly GivenCall[]): void {
  let now = 0;
  const llm = createLlmTelemetry({
    tracer,
    service: supportAgent,
    prices: false,
    clock: () => now,
  });
  for (const call of calls) {
    const prompt = { name: "support_triage", version: call.version, feature: "support_agent" };
    llm.withPrompt(prompt as never, () => {
      const retrieval = llm.startRetrieval({ index: "help_center" });
      now += 20;
      retrieval.end(call.topScore === null ? { hitCount: 0 } : { topScore: call.topScore });
      const provider = call.model === "gpt-4.1" ? "openai" : "anthropic";
      const request = llm.startRequest({ provider, model: call.model });
      if (call.streamed) request.firstToken();
      now += call.milliseconds;
      const { inputTokens, outputTokens, retries, costUsd, cacheHit } = call;

      const facts = { inputTokens, outputTokens, retries, cacheHit, refusal: call.refused };
      if (call.status !== null) request.fail({ status: call.status }, { retries });
      else request.end(costUsd === null ? facts : { ...facts, costUsd });
      const tool = llm.startTool({ name: "lookup_order" });
      now += 3;
      tool.end({ failed: call.toolFailed });
      llm.validation({ schema: "triage" }, (validation) => validation.set({ valid: call.valid }));
      const { score, humanPass, rating } = call;
      const judged = { type: "llm_judge", score, pass: score > 0.5, humanPass };
      llm.evaluation({ name: "support_answer_correctness", ...judged });
      llm.evaluation({ name: "undeclared" as never, ...judged });
      llm.evaluation({ name: "support_answer_safety", ...judged });
      if (rating !== null) llm.feedback({ rating, score: rating === "positive" ? 5 : 1 });
      if (call.taskSucceeded !== null) llm.taskCompleted({ success: call.taskSucceeded });
    });
  }
}
