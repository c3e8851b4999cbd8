import type { SpanTag } from "./tags";

/** One kind of span: a dd-trace operation name and what such a span carries. */
export interface SpanDefinition {
  readonly description: string;
  /** Text tags beyond those that every span carries. */
  readonly tags: readonly SpanTag[];
  /** Numeric tags (dd-trace keeps them as span metrics, so that they can be ranged and averaged). */
  readonly numbers: readonly string[];
}

/** On every span, also where the call site did not repeat them. */
export const COMMON_SPAN_TAGS = [
  "env",
  "service",
  "version",
  "llm.provider",
  "llm.model",
  "llm.prompt_name",
  "llm.prompt_version",
  "llm.prompt_variant",
  "llm.feature",
  "llm.tenant_tier",
  "llm.tenant_id",
  "llm.user_id_hash",
  "llm.prompt_environment",
  "request_id",
] as const satisfies readonly SpanTag[];

/** Every span of the contract, by its dd-trace operation name. */
export const SPANS = {
  "llm.request": {
    description: "A model call.",
    tags: [
      "llm.status",
      "llm.error_type",
      "llm.finish_reason",
      "llm.response_model",
      "llm.streaming",
      "llm.cache_hit",
      "llm.refusal",
      "llm.operation",
      "llm.cost_unknown",
      "llm.prompt_request_id",
    ],
    numbers: [
      "llm.latency_ms",
      "llm.first_token_latency_ms",
      "llm.input_tokens",
      "llm.output_tokens",
      "llm.total_tokens",
      "llm.cached_tokens",
      "llm.reasoning_tokens",
      "llm.estimated_cost_usd",
      "llm.retry_count",
    ],
  },
  "rag.retrieval": {
    description: "Vector, keyword or hybrid search, with reranking.",
    tags: ["rag.index", "rag.strategy", "llm.status", "llm.error_type"],
    numbers: ["rag.query_length", "rag.hit_count", "rag.top_score", "rag.latency_ms"],
  },
  "prompt.render": {
    description: "Prompt assembly.",
    tags: ["llm.status", "llm.error_type"],
    numbers: ["prompt.input_tokens_estimate"],
  },
  "tool.call": {
    description: "An agent's tool call.",
    tags: ["tool.name", "tool.status", "llm.error_type"],
    numbers: ["tool.latency_ms", "tool.retry_count"],
  },
  "output.validation": {
    description: "Schema validation, policy check or response parser.",
    tags: ["json_valid", "schema_name", "llm.status", "llm.error_type"],
    numbers: [],
  },
  "eval.score": {
    description: "Online evaluation, guardrail or user feedback.",
    tags: [
      "eval.name",
      "eval.type",
      "eval.stage",
      "eval.pass",
      "eval.rating",
      "eval.low_confidence",
    ],
    numbers: ["eval.score", "eval.confidence"],
  },
} as const satisfies Record<string, SpanDefinition>;

export type SpanName = keyof typeof SPANS;
