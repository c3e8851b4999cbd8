/** Metrics that a score can feed: two with alerts of their own, and one for everything else. */
export const EVAL_DIMENSIONS = ["correctness", "safety", "score"] as const;
export type EvalDimension = (typeof EVAL_DIMENSIONS)[number];

/** A product surface that calls models. */
export interface FeatureDeclaration {
  /**
   * A person waits for the answer: the feature gets a p95 latency alert.
   * @default false
   */
  readonly userFacing?: boolean;
  /**
   * Answers are streamed: the feature gets an alert on the time to the first token.
   * @default false
   */
  readonly streaming?: boolean;
  /** The feature retrieves context. @default - it does not */
  readonly retrieval?: {
    /**
     * The average top score below which answers suffer, on your retriever's own scale.
     * @default - no alert on retrieval quality
     */
    readonly topScoreFloor?: number;
  };
}

/** What `datadog-llm compare` compares between two versions of a prompt. */
export const RELEASE_MEASURES = [
  "errors",
  "invalid_json",
  "slow",
  "slow_first_token",
  "tool_failures",
  "correctness",
  "safety",
  "task_failures",
  "negative_feedback",
  "refusals",
  "cost_per_request",
  "cost_per_success",
] as const;
export type ReleaseMeasure = (typeof RELEASE_MEASURES)[number];

/** Two versions of a prompt that a rollout compares. */
export interface PromptRelease {
  /** The version that serves today. */
  readonly baseline: string;
  /** The version that is being rolled out. */
  readonly candidate: string;
  /**
   * How much worse the candidate may be, by measure: in percentage points; costs in percent of the
   * baseline's. `false` shows a measure and does not decide by it.
   * @default - the thresholds that page; 20 percent for costs
   */
  readonly margins?: Readonly<Partial<Record<ReleaseMeasure, number | false>>>;
  /**
   * How long the rollout is watched before it is decided, such as `24h` or `3d`. It needs fewer requests
   * than looking for an unknown time.
   * @default - without end
   */
  readonly window?: string;
}

/** A prompt, by its stable name. */
export interface PromptDeclaration {
  /**
   * The output is parsed against a schema: the service gets an invalid-JSON alert.
   * @default false
   */
  readonly structuredOutput?: boolean;
  /**
   * A release under way: its candidate is compared with its baseline on dashboards and by alerts.
   * @default - no comparison
   */
  readonly release?: PromptRelease;
}

/** The requests of an ordinary day. Nothing is checked against it: the lab plays it. */
export interface TrafficDeclaration {
  /** Requests per minute at a weekday's peak. */
  readonly perMinute: number;
  /**
   * The hours of the day, UTC, in which there are requests, such as `{ from: 1, to: 5 }` for a batch at
   * night. They may pass midnight.
   * @default - all day, with fewest at night
   */
  readonly hours?: {
    /** Where they begin, from 0 to 24. */
    readonly from: number;
    /** Where they end, from 0 to 24; before `from`, on the next day. */
    readonly to: number;
  };
}

/**
 * An LLM service, declared once for both sides: the constructs derive alerts and dashboards from it,
 * the runtime types its calls by it. Names are written in the form Datadog stores them.
 */
export interface LlmServiceDeclaration {
  /** Equals `DD_SERVICE`. */
  readonly service: string;
  /**
   * Equals `DD_ENV`: the environment of the service, or all of them where it runs in several. Monitors
   * and dashboards are made for one at a time, which `serviceIn` takes out.
   */
  readonly env: string | readonly string[];
  /** The owner: monitors and dashboards carry `team:<team>`. */
  readonly team: string;
  /** One or two sentences for whoever is paged at night. @default - none */
  readonly description?: string;
  /** Product surfaces by name, as `withPrompt` names them. */
  readonly features: Readonly<Record<string, FeatureDeclaration>>;
  /** Prompts by their stable name; a version is given per request. */
  readonly prompts: Readonly<Record<string, PromptDeclaration>>;
  /** Models by provider, as requested from the provider. */
  readonly models: Readonly<Record<string, readonly string[]>>;
  /** Tools that the service's agents call. @default - no tools, and no alert on them */
  readonly tools?: readonly string[];
  /**
   * Evaluations by name, and the metric that each one's score feeds.
   * @default - no evaluations, and no alert on them
   */
  readonly evals?: Readonly<Record<string, EvalDimension>>;
  /**
   * Evaluations that a model scores. They decide a release only as far as they are known to agree with
   * people: see `humanPass` of an evaluation. @default - none: what scores is a rule, or a person
   */
  readonly judges?: readonly string[];
  /**
   * How many requests there are: what the lab plays, and what its verdicts follow from.
   * @default - each scenario's own, mostly 60 per minute
   */
  readonly traffic?: TrafficDeclaration;
  /** Arms of prompt experiments. @default - none */
  readonly promptVariants?: readonly string[];
  /** Classes of tenants. @default - none */
  readonly tenantTiers?: readonly string[];
  /**
   * What the service's metrics may come to: `datadog-llm costs` and `review` fail where the estimate is
   * higher.
   * @default - no budget
   */
  readonly budget?: MetricsBudget;
}

/** Bounds of what Datadog counts. */
export interface MetricsBudget {
  /**
   * Indexed custom metrics in a usual hour, in one environment.
   * @see https://docs.datadoghq.com/account_management/billing/custom_metrics/
   */
  readonly customMetrics: number;
}

/** Names of a declaration as unions of literals, so that a misspelt one does not compile. */
export type FeatureName<S extends LlmServiceDeclaration> = keyof S["features"] & string;
export type PromptName<S extends LlmServiceDeclaration> = keyof S["prompts"] & string;
export type ProviderName<S extends LlmServiceDeclaration> = keyof S["models"] & string;
export type ModelName<S extends LlmServiceDeclaration> = S["models"][keyof S["models"]][number] &
  string;
export type ToolName<S extends LlmServiceDeclaration> = S["tools"] extends readonly (infer T extends
  string)[]
  ? T
  : never;
export type EvalName<S extends LlmServiceDeclaration> =
  S["evals"] extends Readonly<Record<string, EvalDimension>> ? keyof S["evals"] & string : never;
export type PromptVariant<S extends LlmServiceDeclaration> =
  S["promptVariants"] extends readonly (infer T extends string)[] ? T : never;
export type TenantTier<S extends LlmServiceDeclaration> =
  S["tenantTiers"] extends readonly (infer T extends string)[] ? T : never;

/** Names of the features that pass `test`, in the order of declaration. */
export function featuresWhere(
  service: LlmServiceDeclaration,
  test: (feature: FeatureDeclaration) => boolean,
): string[] {
  return Object.entries(service.features)
    .filter(([, feature]) => test(feature))
    .map(([name]) => name);
}

/** The prompts that have a release under way. */
export function releasesOf(
  service: LlmServiceDeclaration,
): { readonly prompt: string; readonly release: PromptRelease }[] {
  return Object.entries(service.prompts).flatMap(([prompt, { release }]) =>
    release ? [{ prompt, release }] : [],
  );
}
