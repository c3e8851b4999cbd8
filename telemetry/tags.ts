/** One tag of the contract, in the form spans carry it and in the form metrics carry it. */
export interface TagDefinition {
  /** Name on a span, or `null` where the tag exists on metrics only. */
  readonly span: string | null;
  /** Name on a metric, or `null` where the value is unbounded and would cost a series per value. */
  readonly metric: string | null;
  readonly description: string;
  /** The closed set of values, where there is one. */
  readonly values?: readonly string[];
  /** Set where dd-trace adds the tag itself, from `DD_ENV`, `DD_SERVICE` and `DD_VERSION`. */
  readonly setByTracer?: true;
}

/** Why a call failed, as far as an operator needs to know it. */
export const ERROR_TYPES = [
  "provider",
  "rate_limit",
  "timeout",
  "validation",
  "policy",
  "other",
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** Where in a prompt's life an evaluation ran. */
export const EVAL_STAGES = ["pre_release", "shadow", "online", "post_incident"] as const;
export type EvalStage = (typeof EVAL_STAGES)[number];

/** What a user said of an answer, folded to what a rate needs. */
export const RATINGS = ["positive", "neutral", "negative"] as const;
export type Rating = (typeof RATINGS)[number];

/** Why a piece of telemetry was dropped. */
export const DROP_REASONS = ["non_finite", "invalid", "internal", "unrecognised"] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What is asked of a model. */
export const OPERATIONS = [
  "chat",
  "embeddings",
  "rerank",
  "image",
  "transcription",
  "speech",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Why a call has no cost: no price for its model, no count of what it used, a billed unit without a
 * price, a tier of service without a price, a result that nobody read.
 */
export const COST_UNKNOWN_REASONS = ["price", "usage", "unit", "service_tier", "unread"] as const;
export type CostUnknownReason = (typeof COST_UNKNOWN_REASONS)[number];

/** Every tag of the contract. Span form and metric form of one thing stand in one row. */
export const TAGS = {
  env: {
    span: "env",
    metric: "env",
    description: "Deployment environment.",
    setByTracer: true,
  },
  service: {
    span: "service",
    metric: "service",
    description: "The app or worker that makes the LLM calls.",
    setByTracer: true,
  },
  version: {
    span: "version",
    metric: "version",
    description: "Version of the code deploy. A prompt release has its own tag, `prompt_version`.",
    setByTracer: true,
  },
  provider: {
    span: "llm.provider",
    metric: "provider",
    description: "LLM provider, such as `anthropic` or `openai`.",
  },
  model: {
    span: "llm.model",
    metric: "model",
    description: "Model as requested, such as `claude-sonnet-4`.",
  },
  promptName: {
    span: "llm.prompt_name",
    metric: "prompt_name",
    description: "Stable prompt identifier.",
  },
  promptVersion: {
    span: "llm.prompt_version",
    metric: "prompt_version",
    description: "The exact prompt version that served the request.",
  },
  promptVariant: {
    span: "llm.prompt_variant",
    metric: "prompt_variant",
    description: "Arm of an experiment; `none` outside of one.",
  },
  feature: {
    span: "llm.feature",
    metric: "feature",
    description: "Product surface, such as `support_agent`.",
  },
  tenantTier: {
    span: "llm.tenant_tier",
    metric: "tenant_tier",
    description: "Optional: a bounded class of tenants, such as `free` or `enterprise`.",
  },
  errorType: {
    span: "llm.error_type",
    metric: "error_type",
    description: "Class of a failure.",
    values: ERROR_TYPES,
  },
  operation: {
    span: "llm.operation",
    metric: "operation",
    description:
      "What was asked of the model. On spans also `task`: a call around other calls, which are counted instead.",
    values: OPERATIONS,
  },
  costUnknownReason: {
    span: "llm.cost_unknown",
    metric: "cost_unknown",
    description: "Why the cost of a call is not known.",
    values: COST_UNKNOWN_REASONS,
  },
  tool: { span: "tool.name", metric: "tool", description: "Agent tool." },
  evalName: { span: "eval.name", metric: "eval_name", description: "Name of an evaluation." },
  evalStage: {
    span: "eval.stage",
    metric: "eval_stage",
    description:
      "Where the evaluation ran; scores of test datasets must not move a production alert.",
    values: EVAL_STAGES,
  },
  rating: {
    span: "eval.rating",
    metric: "rating",
    description: "What a user said of an answer.",
    values: RATINGS,
  },
  dropReason: {
    span: null,
    metric: "reason",
    description: "Why telemetry was dropped.",
    values: DROP_REASONS,
  },
  undeclaredField: {
    span: null,
    metric: "field",
    description: "Which tag held the value that was undeclared or folded into `other`.",
  },
  requestId: { span: "request_id", metric: null, description: "The application's request id." },
  tenantId: { span: "llm.tenant_id", metric: null, description: "Internal tenant id." },
  userIdHash: {
    span: "llm.user_id_hash",
    metric: null,
    description: "Keyed hash of a user id; never the id itself.",
  },
  promptEnvironment: {
    span: "llm.prompt_environment",
    metric: null,
    description: "Environment label of the prompt release, where it differs from `env`.",
  },
  promptRequestId: {
    span: "llm.prompt_request_id",
    metric: null,
    description: "Id of the call in the prompt's registry, such as PromptLayer's `request_id`.",
  },
  finishReason: {
    span: "llm.finish_reason",
    metric: null,
    description: "`stop`, `length`, `tool_call`, `content_filter`, `error` or the provider's word.",
  },
  responseModel: {
    span: "llm.response_model",
    metric: null,
    description: "Model that answered, as the provider names it.",
  },
  status: {
    span: "llm.status",
    metric: null,
    description: "`success`, `error`, or `unread` where nobody read the result.",
  },
  streaming: { span: "llm.streaming", metric: null, description: "`true` for a streamed answer." },
  cacheHit: {
    span: "llm.cache_hit",
    metric: null,
    description: "`true` where a prompt or response cache answered.",
  },
  refusal: { span: "llm.refusal", metric: null, description: "`true` where the model refused." },
  ragIndex: { span: "rag.index", metric: null, description: "Index or collection searched." },
  ragStrategy: {
    span: "rag.strategy",
    metric: null,
    description: "`vector`, `keyword`, `hybrid`…",
  },
  toolStatus: { span: "tool.status", metric: null, description: "`success` or `error`." },
  jsonValid: {
    span: "json_valid",
    metric: null,
    description: "`true` where the output parsed and matched its schema.",
  },
  schemaName: { span: "schema_name", metric: null, description: "Schema the output is held to." },
  evalType: {
    span: "eval.type",
    metric: null,
    description: "`llm_judge`, `heuristic`, `human`, `guardrail` or `user_feedback`.",
  },
  evalPass: { span: "eval.pass", metric: null, description: "`true` where the check passed." },
  evalLowConfidence: {
    span: "eval.low_confidence",
    metric: null,
    description: "`true` where the judge was unsure and a person should look.",
  },
} as const satisfies Record<string, TagDefinition>;

export type TagId = keyof typeof TAGS;
type MetricForm<Id extends TagId> = (typeof TAGS)[Id]["metric"];
type SpanForm<Id extends TagId> = (typeof TAGS)[Id]["span"];

/** Name of a tag as metrics carry it. */
export type MetricTag = NonNullable<MetricForm<TagId>>;
/** Name of a tag as spans carry it. */
export type SpanTag = NonNullable<SpanForm<TagId>>;
