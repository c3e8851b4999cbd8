import type { Tracer } from "dd-trace";
import { callModel, costOf } from "./model-call";
import { FEATURE, MODEL, PROMPT_NAME, PROVIDER, TENANT_ID } from "./model-call";
import type { Variant } from "./variant";

type Tags = Record<string, string> | string[];

/**
 * The code of the guide (its steps 2 and 4), ported to dd-trace: a span with 15 tags and six metrics.
 * Its histograms are distributions here, so that the same points arrive as from the runtime.
 *
 * @param name Also sent as the prompt version.
 * @param tagsOf The tags of the metrics, as an object for each call or as one array for all.
 */
function handwritten(
  name: string,
  tracer: Tracer,
  flush: () => Promise<void>,
  tagsOf: () => Tags,
): Variant {
  return { name, flush, call: () => callLlm(tracer, name, tagsOf) };
}

export function handwrittenWithObjects(tracer: Tracer, flush: () => Promise<void>): Variant {
  const name = "handwritten";
  return handwritten(name, tracer, flush, () => metricTags(name));
}

export function handwrittenWithArray(tracer: Tracer, flush: () => Promise<void>): Variant {
  const name = "handwritten-cached-tags";
  const tags = Object.entries(metricTags(name)).map(([tag, value]) => `${tag}:${value}`);
  return handwritten(name, tracer, flush, () => tags);
}

function callLlm(tracer: Tracer, promptVersion: string, tagsOf: () => Tags): Promise<unknown> {
  const started = performance.now();
  return tracer.trace("llm.request", { resource: PROMPT_NAME }, async (given) => {
    // The types allow for none, but dd-trace always gives one.
    const span = given!;
    span.setTag("llm.provider", PROVIDER);
    span.setTag("llm.model", MODEL);
    span.setTag("llm.prompt_name", PROMPT_NAME);
    span.setTag("llm.prompt_version", promptVersion);
    span.setTag("llm.feature", FEATURE);
    span.setTag("llm.tenant_id", TENANT_ID);
    span.setTag("llm.streaming", "false");
    try {
      const response = await callModel();
      const latencyMs = performance.now() - started;
      const { usage } = response;
      const cost = costOf(usage);
      span.setTag("llm.latency_ms", latencyMs);
      span.setTag("llm.input_tokens", usage.prompt_tokens);
      span.setTag("llm.output_tokens", usage.completion_tokens);
      span.setTag("llm.total_tokens", usage.total_tokens);
      span.setTag("llm.estimated_cost_usd", cost);
      span.setTag("llm.finish_reason", response.choices[0].finish_reason);
      span.setTag("llm.status", "success");
      span.setTag("llm.retry_count", 0);
      const tags = tagsOf();
      tracer.dogstatsd.increment("llm.requests", 1, tags);
      tracer.dogstatsd.increment("llm.cache_hits", 1, tags);
      tracer.dogstatsd.distribution("llm.latency_ms", latencyMs, tags);
      tracer.dogstatsd.distribution("llm.input_tokens", usage.prompt_tokens, tags);
      tracer.dogstatsd.distribution("llm.output_tokens", usage.completion_tokens, tags);
      tracer.dogstatsd.distribution("llm.estimated_cost_usd", cost, tags);
      return response;
    } catch (error) {
      span.setTag("llm.status", "error");
      span.setTag("llm.error_type", (error as Error).name);
      throw error;
    }
  });
}

function metricTags(promptVersion: string): Record<string, string> {
  return {
    provider: PROVIDER,
    model: MODEL,
    prompt_name: PROMPT_NAME,
    prompt_version: promptVersion,
    feature: FEATURE,
  };
}
