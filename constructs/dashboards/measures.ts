import type { COMMON_TAGS, DistributionMetric } from "../../telemetry";
import { DASHBOARD_SCOPE } from "../datadog/dashboard";
import { minus, per, percent, totalsPer, type Expression } from "../datadog/expression";
import { count, read, type QueryBuilder } from "../datadog/query";
import { CHAT } from "../signals/chat";
import { jsonChecks } from "../signals/invalid-json";
import { providerErrors } from "../signals/provider-error-rate";
import { rateOf } from "../signals/rate";

/** Tags by which a graph may be grouped: those that every metric carries. */
export type GroupTag = (typeof COMMON_TAGS)[number];

const scope = DASHBOARD_SCOPE;

/** Chats, as everything here that is about one request: embeddings beside them would water it down. */
export function requests(...by: GroupTag[]): Expression {
  return count("llm.requests", scope, CHAT).by(...by);
}

/** Chats that failed at the provider, as the provider error alert counts them. */
export function providerErrorRate(...by: GroupTag[]): Expression {
  return rateOf(providerErrors(scope, by, CHAT));
}

export function timeouts(...by: GroupTag[]): Expression {
  return count("llm.errors", scope, { ...CHAT, error_type: "timeout" }).by(...by);
}

export function timeoutRate(...by: GroupTag[]): Expression {
  return percent(timeouts(...by), requests(...by));
}

export function cacheHitRate(...by: GroupTag[]): Expression {
  return percent(count("llm.cache_hits", scope, CHAT).by(...by), requests(...by));
}

export function invalidJsonRate(...by: GroupTag[]): Expression {
  return rateOf(jsonChecks(scope, by));
}

export function refusalRate(...by: GroupTag[]): Expression {
  return percent(count("llm.refusals", scope, CHAT).by(...by), requests(...by));
}

export function taskCompletionRate(...by: GroupTag[]): Expression {
  return percent(count("llm.task_successes", scope).by(...by), count("llm.tasks", scope).by(...by));
}

export function feedbackRate(...by: GroupTag[]): Expression {
  return percent(count("llm.feedback", scope).by(...by), requests(...by));
}

export function negativeFeedbackRate(...by: GroupTag[]): Expression {
  return percent(
    count("llm.feedback", scope, { rating: "negative" }).by(...by),
    count("llm.feedback", scope).by(...by),
  );
}

/** Of all operations: whatever is billed. */
export function cost(...by: GroupTag[]): Expression {
  return read("llm.estimated_cost_usd", scope)
    .by(...by)
    .asCount();
}

export function costPer(seconds: number, ...by: GroupTag[]): Expression {
  return totalsPer(seconds, cost(...by));
}

export function costPerRequest(...by: GroupTag[]): Expression {
  return per(costOfChats(...by), requests(...by));
}

/** Failed calls cost as well, and an answer that did not parse is no success. */
export function costPerSuccess(...by: GroupTag[]): Expression {
  const failures = count("llm.errors", scope, CHAT).by(...by);
  return per(costOfChats(...by), minus(requests(...by), failures));
}

function costOfChats(...by: GroupTag[]): Expression {
  return read("llm.estimated_cost_usd", scope)
    .where(CHAT)
    .by(...by)
    .asCount();
}

export function latency(percentile: "p50" | "p95" | "p99", ...by: GroupTag[]): Expression {
  return read("llm.latency_ms", scope)
    .where(CHAT)
    .by(...by)
    .percentile(percentile);
}

export function correctness(...by: GroupTag[]): Expression {
  return mean(read("llm.eval.correctness", scope).by(...by));
}

export function safety(...by: GroupTag[]): Expression {
  return mean(read("llm.eval.safety", scope).by(...by));
}

export function tokensPerRequest(
  metric: "llm.input_tokens" | "llm.output_tokens",
  ...by: GroupTag[]
): Expression {
  return mean(
    read(metric, scope)
      .where(CHAT)
      .by(...by),
  );
}

/** An exact mean: that of a table would otherwise be a mean of points, whatever traffic each had. */
function mean(query: QueryBuilder<DistributionMetric>): Expression {
  return per(query.asCount(), query.samples());
}
