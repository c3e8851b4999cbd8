import type { ErrorType } from "../../telemetry";
import type { CallKind, CallOptions, EndedCall } from "./call";
import type { Core } from "../core";
import { dataOf } from "../observe/result";
import { readResponse } from "../providers";
import { REQUEST_FACTS, type RequestFacts } from "./request-facts";
import { logRequest } from "./request-log";
import type { TagsOfSpan } from "../dd-trace/spans";
import { spanText } from "../tags/text";

type EndedRequest = EndedCall<CallOptions, RequestFacts>;

export const requestKind: CallKind<"llm.request", CallOptions, RequestFacts> = {
  span: "llm.request",
  facts: REQUEST_FACTS,

  resource: (_options, set) => set.values.prompt_name,

  read(result, _options, core) {
    const { readers } = core.parts;
    const found = readResponse(result, readers);
    if (found !== undefined || typeof result !== "object" || result === null) return found;
    const data = dataOf(result);
    return data === undefined ? undefined : readResponse(data, readers);
  },

  end(call, core) {
    const { facts } = call;
    const errorType = call.errorType ?? errorOfAnswer(facts);
    const cacheHit = facts.cacheHit ?? (facts.cachedTokens ?? 0) > 0;
    const costUsd = costOf(call, core);
    sendMetrics(call, core, { errorType, cacheHit, costUsd });
    logRequest(call, core, { errorType, costUsd });
    return spanTags(call, { errorType, cacheHit, costUsd });
  },
};

/** Absent ones are left out rather than set to `undefined`: dd-trace would still look at each. */
function spanTags(call: EndedRequest, summary: Summary): TagsOfSpan<"llm.request"> {
  const { facts } = call;
  const tags: Writable<TagsOfSpan<"llm.request">> = {
    "llm.status": summary.errorType === undefined ? "success" : "error",
    "llm.streaming": facts.streaming === true ? "true" : "false",
    "llm.cache_hit": summary.cacheHit ? "true" : "false",
    "llm.latency_ms": call.latencyMs,
    "llm.retry_count": facts.retries ?? 0,
  };
  const total = totalTokens(facts);
  const finishReason = spanText(facts.finishReason);
  const responseModel = spanText(facts.responseModel);
  if (summary.errorType !== undefined) tags["llm.error_type"] = summary.errorType;
  if (finishReason !== undefined) tags["llm.finish_reason"] = finishReason;
  if (responseModel !== undefined) tags["llm.response_model"] = responseModel;
  if (facts.refusal === true) tags["llm.refusal"] = "true";
  if (call.firstTokenMs !== undefined) tags["llm.first_token_latency_ms"] = call.firstTokenMs;
  if (facts.inputTokens !== undefined) tags["llm.input_tokens"] = facts.inputTokens;
  if (facts.outputTokens !== undefined) tags["llm.output_tokens"] = facts.outputTokens;
  if (total !== undefined) tags["llm.total_tokens"] = total;
  if (facts.cachedTokens !== undefined) tags["llm.cached_tokens"] = facts.cachedTokens;
  if (facts.reasoningTokens !== undefined) tags["llm.reasoning_tokens"] = facts.reasoningTokens;
  if (summary.costUsd !== undefined) tags["llm.estimated_cost_usd"] = summary.costUsd;
  return tags;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An answer can fail although the call did not: a filter cut it, or the provider gave up. */
function errorOfAnswer({ finishReason }: Partial<RequestFacts>): ErrorType | undefined {
  if (finishReason === "content_filter") return "policy";
  return finishReason === "error" ? "provider" : undefined;
}

function costOf({ facts, set }: EndedRequest, core: Core): number | undefined {
  if (facts.costUsd !== undefined) return facts.costUsd;
  const { guard, prices } = core.parts;
  if (prices === undefined || totalTokens(facts) === undefined) return undefined;
  const { provider, model } = set.values;
  const cost = guard.attempt("price source", () => prices.cost({ provider, model, facts }));
  if (typeof cost !== "number" || !Number.isFinite(cost) || cost < 0) return undefined;
  // Billionths of a dollar: what lies beyond is the noise of binary fractions.
  return Math.round(cost * 1e9) / 1e9;
}

interface Summary {
  readonly errorType: ErrorType | undefined;
  readonly cacheHit: boolean;
  readonly costUsd: number | undefined;
}

function sendMetrics(call: EndedRequest, core: Core, summary: Summary): void {
  const { facts, set } = call;
  const { metrics } = core.parts;
  const { errorType, cacheHit, costUsd } = summary;
  metrics.count("llm.requests", set, 1);
  if (errorType !== undefined) metrics.count("llm.errors", set, 1, { error_type: errorType });
  if ((facts.retries ?? 0) > 0) metrics.count("llm.retries", set, facts.retries ?? 0);
  if (cacheHit) metrics.count("llm.cache_hits", set, 1);
  if (facts.refusal === true) metrics.count("llm.refusals", set, 1);
  metrics.distribution("llm.latency_ms", set, call.latencyMs);
  metrics.distribution("llm.first_token_latency_ms", set, call.firstTokenMs);
  metrics.distribution("llm.input_tokens", set, facts.inputTokens);
  metrics.distribution("llm.output_tokens", set, facts.outputTokens);
  metrics.distribution("llm.estimated_cost_usd", set, costUsd);
  // A call that failed without an answer cost nothing that anyone could know.
  const answered = call.errorType === undefined || totalTokens(facts) !== undefined;
  if (costUsd === undefined && answered) metrics.count("llm.cost_unknown", set, 1);
}

function totalTokens({ inputTokens, outputTokens }: Partial<RequestFacts>): number | undefined {
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return (inputTokens ?? 0) + (outputTokens ?? 0);
}
