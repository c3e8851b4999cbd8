import { OPERATIONS, type Operation } from "../../telemetry";
import type { Core } from "../core";
import type { TagsOfSpan, Verdict } from "../dd-trace/spans";
import { isIdentifier } from "../errors/word";
import { modelText, reasonText, spanText } from "../tags/text";
import { readAnswer } from "./answer";
import type { CallKind } from "./call-kind";
import { REQUEST_FACTS, type NotedFacts } from "./request-facts";
import { logRequest } from "./request-log";
import { statusOf, summarize, totalTokens } from "./request-summary";
import type { EndedRequest, GivenRequest, Summary } from "./request-summary";
import { nameOf } from "./shape-name";
import { TOLD_CALLS, tellCall } from "./told-calls";

export const requestKind: CallKind<"llm.request", GivenRequest, NotedFacts> = {
  span: "llm.request",
  facts: REQUEST_FACTS,

  resource: (_options, set) => set.values.prompt_name,

  read: (result, _options, core) =>
    readAnswer(result, core.parts.readers) ?? { unrecognised: nameOf(result) },

  end(call, core) {
    const summary = summarize(call, core);
    const verdict = verdictOf(call, summary);
    if (call.facts.isTask === true) return { tags: taskTags(call, summary), verdict };
    sendMetrics(call, core, summary);
    reportUnrecognised(call, core);
    logRequest(call, core, summary);
    if (TOLD_CALLS.hasSubscribers) tellRequest(call, summary);
    return { tags: spanTags(call, summary), verdict };
  },
};

function verdictOf({ facts }: EndedRequest, { errorType }: Summary): Verdict {
  if (errorType !== undefined) return "failed";
  return facts.refusal === true ? "doubtful" : "good";
}

function taskTags(call: EndedRequest, summary: Summary): TagsOfSpan<"llm.request"> {
  return {
    "llm.operation": "task",
    "llm.status": statusOf(call, summary),
    "llm.error_type": summary.errorType,
    "llm.latency_ms": call.latencyMs,
  };
}

/** Absent ones are left out rather than set to `undefined`: dd-trace would still look at each. */
function spanTags(call: EndedRequest, summary: Summary): TagsOfSpan<"llm.request"> {
  const { facts } = call;
  const { cost } = summary;
  const tags: Writable<TagsOfSpan<"llm.request">> = {
    "llm.status": statusOf(call, summary),
    "llm.operation": summary.operation,
    "llm.streaming": facts.streaming === true ? "true" : "false",
    "llm.cache_hit": summary.cacheHit ? "true" : "false",
    "llm.retry_count": facts.retries ?? 0,
  };
  const total = totalTokens(facts);
  const finishReason = reasonText(facts.finishReason);
  const responseModel = modelText(facts.responseModel);
  const promptRequestId = spanText(facts.promptRequestId);
  if (!call.isUnread) tags["llm.latency_ms"] = call.latencyMs;
  if (summary.errorType !== undefined) tags["llm.error_type"] = summary.errorType;
  if (finishReason !== undefined) tags["llm.finish_reason"] = finishReason;
  if (responseModel !== undefined) tags["llm.response_model"] = responseModel;
  if (promptRequestId !== undefined) tags["llm.prompt_request_id"] = promptRequestId;
  if (facts.refusal === true) tags["llm.refusal"] = "true";
  if (call.firstTokenMs !== undefined) tags["llm.first_token_latency_ms"] = call.firstTokenMs;
  if (facts.inputTokens !== undefined) tags["llm.input_tokens"] = facts.inputTokens;
  if (facts.outputTokens !== undefined) tags["llm.output_tokens"] = facts.outputTokens;
  if (total !== undefined) tags["llm.total_tokens"] = total;
  if (facts.cachedTokens !== undefined) tags["llm.cached_tokens"] = facts.cachedTokens;
  if (facts.reasoningTokens !== undefined) tags["llm.reasoning_tokens"] = facts.reasoningTokens;
  if (cost.usd !== undefined) tags["llm.estimated_cost_usd"] = cost.usd;
  if (cost.unknown !== undefined) tags["llm.cost_unknown"] = cost.unknown;
  return tags;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function sendMetrics(call: EndedRequest, core: Core, summary: Summary): void {
  const { facts, set } = call;
  const { metrics } = core.parts;
  const { errorType, cacheHit, cost } = summary;
  const tags = OPERATION_TAGS[summary.operation];
  metrics.count("llm.requests", set, 1, tags);
  if (errorType !== undefined) {
    metrics.count("llm.errors", set, 1, { ...tags, error_type: errorType });
  }
  if ((facts.retries ?? 0) > 0) metrics.count("llm.retries", set, facts.retries ?? 0, tags);
  if (cacheHit) metrics.count("llm.cache_hits", set, 1, tags);
  if (facts.refusal === true) metrics.count("llm.refusals", set, 1, tags);
  if (!call.isUnread) metrics.distribution("llm.latency_ms", set, call.latencyMs, tags);
  metrics.distribution("llm.first_token_latency_ms", set, call.firstTokenMs, tags);
  metrics.distribution("llm.input_tokens", set, facts.inputTokens, tags);
  metrics.distribution("llm.output_tokens", set, facts.outputTokens, tags);
  metrics.distribution("llm.estimated_cost_usd", set, cost.usd, tags);
  if (cost.unknown !== undefined) {
    metrics.count("llm.cost_unknown", set, 1, { cost_unknown: cost.unknown, ...tags });
  }
}

function tellRequest(call: EndedRequest, { cost }: Summary): void {
  const { inputTokens, outputTokens } = call.facts;
  const latencyMs = call.isUnread ? undefined : call.latencyMs;
  const request = { latencyMs, inputTokens, outputTokens, costUsd: cost.usd };
  tellCall(call.set.values, { request });
}

/** Made once: the same object for each point. */
const OPERATION_TAGS = Object.fromEntries(
  OPERATIONS.map((operation) => [operation, { operation }]),
) as Readonly<Record<Operation, { readonly operation: Operation }>>;

/** An answer that nobody can read has no tokens and no cost: that is said once for each shape. */
function reportUnrecognised({ facts, set, errorType }: EndedRequest, core: Core): void {
  if (facts.unrecognised === undefined || errorType !== undefined) return;
  // From an untyped application or reader anything may come.
  const unrecognised = isIdentifier(facts.unrecognised) ? facts.unrecognised : "Object";
  if (totalTokens(facts) !== undefined || facts.costUsd !== undefined) return;
  const { metrics, notices } = core.parts;
  metrics.dropped("unrecognised", set);
  notices.once(
    `unrecognised ${unrecognised}`,
    "The answer of a model call was not recognised, so it has no tokens and no cost: return what the " +
      "client returned, tell the tokens by set(), or give a reader in the option readers.",
    { answer: unrecognised, provider: set.values.provider },
  );
}
