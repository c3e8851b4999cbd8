import type { MetricName } from "../../telemetry";
import { seriesOf, type Factor } from "./combinations";

/**
 * How many of a hundred requests send a metric, on a good day: what the lab's healthy traffic does. Those
 * that are not here are sent by every request.
 */
const PERCENT_OF_REQUESTS: Readonly<Partial<Record<MetricName, number>>> = {
  "llm.errors": 0.2,
  "llm.json_invalid": 0.1,
  "llm.refusals": 0.2,
  "llm.cache_hits": 30,
  "llm.retries": 0,
  "llm.retrieval.misses": 0.7,
  "llm.feedback": 5,
  "llm.user_rating": 5,
  "llm.eval.runs": 10,
  "llm.eval.passes": 10,
  "llm.eval.correctness": 10,
  "llm.eval.safety": 10,
  "llm.eval.score": 10,
  "llm.eval.judge_checks": 0,
  "llm.eval.judge_disagreements": 0,
  "llm.tool_calls": 40,
  "llm.tool_latency_ms": 40,
  "llm.tool_failures": 0.1,
};

/** Tags that one request sends every value of: it calls each tool, and runs each evaluation. */
const SENT_TOGETHER = new Set(["tool", "eval_name"]);

/** Of a hundred ratings: people like or dislike, and most like. */
const PERCENT_OF_RATINGS = [90, 10];

/**
 * Series that a usual hour really has: rare events do not reach every combination in it.
 *
 * With n events over c combinations, a combination stays without any with the chance e^(−n/c).
 */
export function expectedSeries(
  metric: MetricName,
  factors: readonly Factor[],
  requestsPerHour: number,
): number {
  const others = factors.filter(({ tag }) => !isSeenApart(metric, tag));
  const combinations = seriesOf(others);
  const together = seriesOf(others.filter(({ tag }) => SENT_TOGETHER.has(tag)));
  const share = (PERCENT_OF_REQUESTS[metric] ?? 100) / 100;
  // Infinitely many requests of which none sends the metric are none.
  const events = share === 0 ? 0 : requestsPerHour * together * share;
  const parts = factors.some(({ tag }) => tag === "rating") ? PERCENT_OF_RATINGS : [100];
  return parts.reduce(
    (sum, percent) => sum + combinations * (1 - Math.exp((-events * percent) / 100 / combinations)),
    0,
  );
}

/**
 * On a good day errors are the provider's own, ratings are counted above, and a retrieval comes before any
 * model is asked.
 */
function isSeenApart(metric: MetricName, tag: string): boolean {
  if (tag === "model") return metric.startsWith("llm.retrieval");
  return tag === "error_type" || tag === "rating";
}
