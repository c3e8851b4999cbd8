import type { COMMON_TAGS, DistributionMetric } from "../../telemetry";
import { DASHBOARD_SCOPE } from "../datadog/dashboard";
import { minus, per, percent, totalsPer, type Expression } from "../datadog/expression";
import { count, read, type QueryBuilder } from "../datadog/query";
import { jsonChecks } from "../signals/invalid-json";
import { providerErrors } from "../signals/provider-error-rate";
import { rateOf } from "../signals/rate";

/** Tags by which a graph may be grouped: those that every metric carries. */
export type GroupTag = (typeof COMMON_TAGS)[number];

const scope = DASHBOARD_SCOPE;

export function requests(...by: GroupTag[]): Expression {
  return count("llm.requests", scope).by(...by);
}

/** Calls that failed at the provider, as the provider error alert counts them. */
export function providerErrorRate(...by: GroupTag[]): Expression {
  return rateOf(providerErrors(scope, by));
}

export function timeoutRate(...by: GroupTag[]): Expression {
  return percent(count("llm.errors", scope, { error_type: "timeout" }).by(...by), requests(...by));
}

export function invalidJsonRate(...by: GroupTag[]): Expression {
  return rateOf(jsonChecks(scope, by));
}

export function refusalRate(...by: GroupTag[]): Expression {
  return percent(count("llm.refusals", scope).by(...by), requests(...by));
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

export function cost(...by: GroupTag[]): Expression {
  return read("llm.estimated_cost_usd", scope)
    .by(...by)
    .asCount();
}

export function costPer(seconds: number, ...by: GroupTag[]): Expression {
  return totalsPer(seconds, cost(...by));
}

export function costPerRequest(...by: GroupTag[]): Expression {
  return per(cost(...by), requests(...by));
}

/** Failed calls cost as well, and an answer that did not parse is no success. */
export function costPerSuccess(...by: GroupTag[]): Expression {
  return per(cost(...by), minus(requests(...by), count("llm.errors", scope).by(...by)));
}

export function latency(percentile: "p50" | "p95" | "p99", ...by: GroupTag[]): Expression {
  return read("llm.latency_ms", scope)
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
  return mean(read(metric, scope).by(...by));
}

/** An exact mean: that of a table would otherwise be a mean of points, whatever traffic each had. */
function mean(query: QueryBuilder<DistributionMetric>): Expression {
  return per(query.asCount(), query.samples());
}
