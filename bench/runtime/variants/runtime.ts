import type { Tracer } from "dd-trace";
import { createLlmTelemetry } from "../../../runtime";
import { callModel, service } from "./model-call";
import { FEATURE, MODEL, PROMPT_NAME, PROVIDER, TENANT_ID } from "./model-call";
import type { Variant } from "./variant";

/** This runtime: a prompt around a request, tokens and finish reason read from the answer, its cost. */
export function runtime(tracer: Tracer, flush: () => Promise<void>): Variant {
  const name = "runtime";
  const llm = createLlmTelemetry({ tracer, service });
  return {
    name,
    flush,
    call: () =>
      llm.withPrompt(
        { name: PROMPT_NAME, version: name, feature: FEATURE, tenantId: TENANT_ID },
        () => llm.request({ provider: PROVIDER, model: MODEL }, () => callModel()),
      ),
  };
}
