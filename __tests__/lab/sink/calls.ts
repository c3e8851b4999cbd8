import fc from "fast-check";
import { createLlmTelemetry, type DatadogTracer } from "../../../runtime";
import { supportAgent } from "../../../services";

/** A call of the runtime with everything that a metric can come from. */
export interface GivenCall {
  readonly version: string;
  readonly model: "claude-sonnet-4" | "gpt-4.1";
  readonly milliseconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly retries: number;
  readonly costUsd: number | null;
  readonly status: number | null;
  readonly valid: boolean;
  readonly toolFailed: boolean;
  readonly topScore: number | null;
  readonly score: number;
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
  status: fc.option(fc.constantFrom(429, 500, 504, 400)),
  valid: fc.boolean(),
  toolFailed: fc.boolean(),
  topScore: fc.option(fc.double({ min: -1, max: 1, ...finite })),
  score: fc.double({ min: 0, max: 1, ...finite }),
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
      now += call.milliseconds;
      const { inputTokens, outputTokens, retries, costUsd } = call;
      const facts = { inputTokens, outputTokens, retries };
      if (call.status !== null) request.fail({ status: call.status }, { retries });
      else request.end(costUsd === null ? facts : { ...facts, costUsd });
      const tool = llm.startTool({ name: "lookup_order" });
      now += 3;
      tool.end({ failed: call.toolFailed });
      llm.validation({ schema: "triage" }, (validation) => validation.set({ valid: call.valid }));
      llm.evaluation({ name: "support_answer_safety", score: call.score, pass: call.score > 0.5 });
    });
  }
}
