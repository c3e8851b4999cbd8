/** Does everything that the contract has a span, a tag or a metric for. */
import { CHUNKS, COMPLETION, MODEL, PROMPT, RateLimitError, stream } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry({ cardinality: { maxValues: 1 } });

/** What an agent does in a bad and a good hour. */
async function produceEverything(): Promise<void> {
  const prompt = {
    ...PROMPT,
    variant: "treatment_b",
    tenantTier: "enterprise",
    tenantId: "tenant-7",
    userIdHash: "0123456789abcdef",
    environment: "canary",
    requestId: "req_9f3a",
  } as const;
  const ref = await llm.withPrompt(prompt, async () => {
    const measure = (found: readonly { readonly score: number }[]) => ({
      hitCount: found.length,
      topScore: found[0]?.score ?? 0,
    });
    const search = { index: "help_center", strategy: "hybrid", queryLength: 12, measure };
    await llm.retrieval(search, () => Promise.resolve([{ score: 0.82 }]));
    await llm.retrieval(search, () => Promise.resolve([]));
    await llm.retrieval(search, () => Promise.reject(new RateLimitError())).catch(() => undefined);
    llm.render((render) => render.set({ inputTokensEstimate: 1820 }));
    await llm.render(() => Promise.reject(new Error("no template"))).catch(() => undefined);
    await llm.request(MODEL, (request) => {
      request.set({ retries: 2, cachedTokens: 40, reasoningTokens: 8, refusal: true });
      request.set({ promptRequestId: "991" });
      return Promise.resolve(COMPLETION);
    });
    for await (const event of llm.request(MODEL, () => stream(CHUNKS))) void event;
    await llm.request(MODEL, () => Promise.reject(new RateLimitError())).catch(() => undefined);
    await llm.request(MODEL, () => Promise.resolve("an answer of no known shape"));
    await llm.tool({ name: "lookup_order" }, (tool) => {
      tool.set({ retries: 1 });
      return Promise.resolve();
    });
    await llm
      .tool({ name: "lookup_order" }, () => Promise.reject(new Error()))
      .catch(() => undefined);
    llm.validation({ schema: "support_triage_response" }, () => true);
    llm.validation({ schema: "support_triage_response", isValid: (valid) => valid }, () => false);
    const judged = { type: "llm_judge", score: 0.82, pass: true, confidence: 0.4 } as const;
    llm.evaluation({ name: "answer_correctness", ...judged, humanPass: false });
    llm.evaluation({ name: "answer_safety", ...judged, stage: "shadow" });
    llm.evaluation({ name: "tone", ...judged, score: NaN });
    llm.evaluation({ name: "tone", score: 0.5 });
    llm.feedback({ rating: "positive", score: 5 });
    llm.taskCompleted({ success: true });
    return llm.requestRef();
  });
  // Later, when the request's trace is long sent.
  llm.evaluation({ name: "tone", type: "late", ...(ref && { ref }) });
  // Two undeclared features in a tag that takes one.
  for (const feature of ["unheard_of", "unheard_of_too"]) {
    llm.withPrompt({ ...PROMPT, feature: feature as "search" }, () => llm.request(MODEL, () => 1));
  }
}

void produceEverything().then(() => llm.flush(5000));
