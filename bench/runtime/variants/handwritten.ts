import type { Span, Tracer } from "dd-trace";
import { callModel, costOf, type RESPONSE } from "./model-call";
import { FEATURE, MODEL, PROMPT_NAME, PROVIDER, TENANT_ID } from "./model-call";
import type { Variant } from "./variant";

type Tags = Record<string, string> | string[];

/**
 * The code of the guide (its steps 2 and 4), ported to dd-trace. Its histograms are distributions here,
 * so that the same points arrive as from the runtime.
 */
interface Handwritten {
  /** Also sent as the prompt version. */
  readonly name: string;
  /** Sends what the runtime sends; else what the guide's code does: 15 tags, metrics with five. */
  readonly isComplete: boolean;
  /** The tags of the metrics, as an object for each call or as one array for all. */
  readonly tagsOf: () => Tags;
}

type Make = (tracer: Tracer, flush: () => Promise<void>) => Variant;

export const handwrittenWithObjects: Make = (tracer, flush) => {
  const name = "handwritten";
  return variantOf({ name, isComplete: true, tagsOf: () => metricTags(name) }, tracer, flush);
};

export const handwrittenOfGuide: Make = (tracer, flush) => {
  const name = "guide";
  return variantOf(
    { name, isComplete: false, tagsOf: () => metricTagsOfGuide(name) },
    tracer,
    flush,
  );
};

export const handwrittenWithArray: Make = (tracer, flush) => {
  const name = "handwritten-cached-tags";
  const tags = Object.entries(metricTags(name)).map(([tag, value]) => `${tag}:${value}`);
  return variantOf({ name, isComplete: true, tagsOf: () => tags }, tracer, flush);
};

function variantOf(given: Handwritten, tracer: Tracer, flush: () => Promise<void>): Variant {
  return { name: given.name, flush, call: () => callLlm(tracer, given) };
}

function callLlm(tracer: Tracer, variant: Handwritten): Promise<unknown> {
  const started = performance.now();
  return tracer.trace("llm.request", { resource: PROMPT_NAME }, async (given) => {
    // The types allow for none, but dd-trace always gives one.
    const span = given!;
    span.setTag("llm.provider", PROVIDER);
    span.setTag("llm.model", MODEL);
    span.setTag("llm.prompt_name", PROMPT_NAME);
    span.setTag("llm.prompt_version", variant.name);
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
      if (variant.isComplete) setFurtherTags(span, response);
      const tags = variant.tagsOf();
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

function setFurtherTags(span: Span, { model, usage }: typeof RESPONSE): void {
  span.setTag("llm.operation", "chat");
  span.setTag("llm.response_model", model);
  span.setTag("llm.cached_tokens", usage.prompt_tokens_details.cached_tokens);
  span.setTag("llm.reasoning_tokens", usage.completion_tokens_details.reasoning_tokens);
  span.setTag("llm.cache_hit", "true");
}

function metricTags(promptVersion: string): Record<string, string> {
  return {
    provider: PROVIDER,
    model: MODEL,
    prompt_name: PROMPT_NAME,
    prompt_version: promptVersion,
    feature: FEATURE,
    prompt_variant: "none",
    tenant_tier: "none",
    operation: "chat",
  };
}

function metricTagsOfGuide(promptVersion: string): Record<string, string> {
  return {
    provider: PROVIDER,
    model: MODEL,
    prompt_name: PROMPT_NAME,
    prompt_version: promptVersion,
    feature: FEATURE,
  };
}
