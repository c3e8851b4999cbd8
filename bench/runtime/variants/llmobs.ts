import type { Tracer } from "dd-trace";
import { callModel, costOf, FEATURE, MODEL, PROMPT_NAME, PROVIDER, TENANT_ID } from "./model-call";
import type { Variant } from "./variant";

/** dd-trace's LLM Observability with the same facts, and no text of prompt or answer. */
export function llmobs(tracer: Tracer, flush: () => Promise<void>): Variant {
  const name = "llmobs";
  const options = {
    kind: "llm",
    name: "llm.request",
    modelName: MODEL,
    modelProvider: PROVIDER,
  } as const;
  return {
    name,
    flush,
    call: () =>
      tracer.llmobs.trace(options, async (span) => {
        const response = await callModel();
        const { usage } = response;
        tracer.llmobs.annotate(span, {
          metrics: {
            inputTokens: usage.prompt_tokens,
            outputTokens: usage.completion_tokens,
            totalTokens: usage.total_tokens,
            totalCost: costOf(usage),
          },
          tags: {
            prompt_name: PROMPT_NAME,
            prompt_version: name,
            feature: FEATURE,
            tenant_id: TENANT_ID,
            finish_reason: response.choices[0].finish_reason,
          },
        });
        return response;
      }),
  };
}
