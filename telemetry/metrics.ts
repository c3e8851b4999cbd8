import type { MetricTag } from "./tags";

/** One metric of the contract. */
export interface MetricDefinition {
  /**
   * `count` for events, `distribution` for values whose percentiles or totals matter over all hosts.
   * A histogram would be aggregated per process, and percentiles of percentiles mean nothing.
   */
  readonly type: "count" | "distribution";
  /** A unit of Datadog's list; left out where the list has none (there is no `token`). */
  readonly unit?: string;
  readonly description: string;
  /** The tags that the metric carries: a query may use these, the runtime sends no others. */
  readonly tags: readonly MetricTag[];
  /** Percentile queries cost extra per series, so only where a percentile is read. */
  readonly percentiles?: true;
}

/** Carried by every metric, so that every dashboard variable filters every widget. */
export const COMMON_TAGS = [
  "env",
  "service",
  "version",
  "provider",
  "model",
  "prompt_name",
  "prompt_version",
  "prompt_variant",
  "feature",
  "tenant_tier",
] as const satisfies readonly MetricTag[];

const COMMON = COMMON_TAGS;
const REQUEST = [...COMMON_TAGS, "operation"] as const;
const TOOL = [...COMMON_TAGS, "tool"] as const;
const EVAL = [...COMMON_TAGS, "eval_name", "eval_stage"] as const;
const FEEDBACK = [...COMMON_TAGS, "rating"] as const;

/** Every metric of the contract. Every denominator that a rate needs is a metric of its own. */
export const METRICS = {
  "llm.requests": {
    type: "count",
    unit: "request",
    description: "LLM calls, whatever their outcome.",
    tags: REQUEST,
  },
  "llm.errors": {
    type: "count",
    unit: "error",
    description: "Failures of LLM calls, and of the validation of their output, by class.",
    tags: [...REQUEST, "error_type"],
  },
  "llm.retries": {
    type: "count",
    unit: "attempt",
    description: "Repeated attempts behind the calls.",
    tags: REQUEST,
  },
  "llm.cache_hits": {
    type: "count",
    unit: "hit",
    description: "Calls answered by a prompt or response cache.",
    tags: REQUEST,
  },
  "llm.json_checks": {
    type: "count",
    unit: "check",
    description: "Validations of structured output.",
    tags: COMMON,
  },
  "llm.json_invalid": {
    type: "count",
    unit: "error",
    description: "Structured output that did not parse or broke its schema.",
    tags: COMMON,
  },
  "llm.tool_calls": { type: "count", description: "Agent tool calls.", tags: TOOL },
  "llm.tool_failures": {
    type: "count",
    unit: "error",
    description: "Agent tool calls that failed.",
    tags: TOOL,
  },
  "llm.retrievals": { type: "count", description: "Retrievals.", tags: COMMON },
  "llm.retrieval.misses": {
    type: "count",
    unit: "miss",
    description: "Retrievals that found nothing.",
    tags: COMMON,
  },
  "llm.refusals": {
    type: "count",
    description: "Answers in which the model refused.",
    tags: REQUEST,
  },
  "llm.tasks": {
    type: "count",
    unit: "task",
    description: "Agent tasks that ended.",
    tags: COMMON,
  },
  "llm.task_successes": {
    type: "count",
    unit: "task",
    description: "Agent tasks that reached their goal.",
    tags: COMMON,
  },
  "llm.feedback": { type: "count", description: "User feedback, by rating.", tags: FEEDBACK },
  "llm.eval.runs": { type: "count", unit: "check", description: "Evaluations.", tags: EVAL },
  "llm.eval.passes": {
    type: "count",
    unit: "check",
    description: "Evaluations that passed.",
    tags: EVAL,
  },
  "llm.eval.judge_checks": {
    type: "count",
    unit: "check",
    description: "Judge verdicts compared with a human label.",
    tags: EVAL,
  },
  "llm.eval.judge_disagreements": {
    type: "count",
    unit: "check",
    description: "Judge verdicts that the human label contradicts.",
    tags: EVAL,
  },
  "llm.cost_unknown": {
    type: "count",
    unit: "request",
    description: "Calls whose price is not known; they have no cost, not a cost of 0.",
    tags: [...REQUEST, "cost_unknown"],
  },
  "llm.telemetry_dropped": {
    type: "count",
    description: "Values that the runtime could not send.",
    tags: [...COMMON, "reason"],
  },
  "llm.telemetry_undeclared": {
    type: "count",
    description: "Values sent although the service does not declare them: no alert may see them.",
    tags: [...COMMON, "field"],
  },
  "llm.telemetry_folded": {
    type: "count",
    description: "Tag values folded into `other` because the tag had too many.",
    tags: [...COMMON, "field"],
  },
  "llm.latency_ms": {
    type: "distribution",
    unit: "millisecond",
    description: "Time spent waiting on the model provider.",
    tags: REQUEST,
    percentiles: true,
  },
  "llm.first_token_latency_ms": {
    type: "distribution",
    unit: "millisecond",
    description: "Time from the call to the first token of a streamed answer.",
    tags: REQUEST,
    percentiles: true,
  },
  "llm.tool_latency_ms": {
    type: "distribution",
    unit: "millisecond",
    description: "Duration of agent tool calls.",
    tags: TOOL,
    percentiles: true,
  },
  "llm.input_tokens": {
    type: "distribution",
    description: "Tokens sent to the model, cached ones included.",
    tags: REQUEST,
  },
  "llm.output_tokens": {
    type: "distribution",
    description: "Tokens generated, reasoning included.",
    tags: REQUEST,
  },
  "llm.estimated_cost_usd": {
    type: "distribution",
    unit: "dollar",
    description: "Estimated cost per call in US dollars.",
    tags: REQUEST,
  },
  "llm.retrieval.top_score": {
    type: "distribution",
    unit: "fraction",
    description:
      "Best similarity or reranker score of a retrieval; 0 where it found nothing and its feature declares a floor above 0.",
    tags: COMMON,
  },
  "llm.retrieval.hit_count": {
    type: "distribution",
    description: "Chunks that a retrieval found.",
    tags: COMMON,
  },
  "llm.eval.correctness": {
    type: "distribution",
    unit: "fraction",
    description: "Correctness score, 0 to 1.",
    tags: EVAL,
  },
  "llm.eval.safety": {
    type: "distribution",
    unit: "fraction",
    description: "Safety or policy score, 0 to 1.",
    tags: EVAL,
  },
  "llm.eval.score": {
    type: "distribution",
    unit: "fraction",
    description: "Score of any other evaluation, 0 to 1, by `eval_name`.",
    tags: EVAL,
  },
  "llm.user_rating": {
    type: "distribution",
    description: "User rating on the application's own scale.",
    tags: FEEDBACK,
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;
/** The tags that a metric carries, as a union of literals. */
export type TagOf<M extends MetricName> = (typeof METRICS)[M]["tags"][number];
export type CountMetric = {
  [M in MetricName]: (typeof METRICS)[M]["type"] extends "count" ? M : never;
}[MetricName];
export type DistributionMetric = Exclude<MetricName, CountMetric>;
/** The distributions that answer percentile queries. */
export type PercentileMetric = {
  [M in MetricName]: (typeof METRICS)[M] extends { percentiles: true } ? M : never;
}[MetricName];

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];
