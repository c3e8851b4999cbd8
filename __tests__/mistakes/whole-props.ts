import type { Construct } from "constructs";
import type {
  DashboardRow,
  LlmDashboardProps,
  LlmMetricSettingsProps,
  LlmServiceMonitorsProps,
  LlmServiceObjectivesProps,
  LlmServiceProps,
  LlmServiceStackProps,
  LlmServiceStacksProps,
  LlmTraceRetentionProps,
} from "../../constructs";
import type { LlmServiceDeclaration } from "../../telemetry";

/** A type with every property that it can have, at every depth: what is left out does not compile. */
type Whole<T> = T extends
  readonly unknown[] | string | number | boolean | Construct | ((...given: never[]) => unknown)
  ? T
  : { [Key in keyof T]-?: Whole<NonNullable<T[Key]>> };

/** Constructs and functions stand in no JSON. */
type Settings<T, Left extends keyof T = never> = Whole<
  Omit<T, Left | "provider" | "backend" | "site">
>;

const LIMITS = { critical: 3, warning: 2, criticalRecovery: 2.5, warningRecovery: 1.5 };
const NOTIFY = { alert: ["@a"], warning: ["@b"], recovery: ["@c"] };
const RENOTIFY = {
  every: "30m",
  times: 3,
  statuses: ["alert", "warn"],
  to: ["@lead"],
  text: "Is anybody at it?",
} as const;
const ALERT = {
  priority: 2,
  runbook: "https://wiki.example.com/llm",
  notify: NOTIFY,
  renotify: RENOTIFY,
  draft: true,
} as const;
const SIGNAL = { ...LIMITS, window: "30m", ...ALERT } as const;
const RATE = { ...SIGNAL, minFailures: 3 };
const LATENCY = { critical: 3000, warning: 2000, criticalRecovery: 2500, warningRecovery: 1500 };
const SILENT = { critical: 95, warning: 90, criticalRecovery: 80, warningRecovery: 85 };
const FEATURES = { chat: LATENCY };
const ROW = {
  title: "Our row",
  decision: "call us, or wait.",
  widgets: [{ definition: { type: "note", content: "Text" }, width: 4, height: 2 }],
};
const ROWS: readonly DashboardRow[] = [ROW];
const TAGS = ["cost_center:42"];
const SHARED = {
  restrictedRoles: ["24c4a6b2-1f0e-11f0-9d3a-da7ad0900002"],
  namePrefix: "[ACME] ",
};

const OBJECTIVE = { target: 99.5, runbook: "https://wiki.example.com/slo", notify: NOTIFY };
const OBJECTIVES: Whole<NonNullable<LlmServiceProps["objectives"]>> = {
  availability: OBJECTIVE,
  latency: { ...OBJECTIVE, within: 5000 },
  valid_json: OBJECTIVE,
};

/** In two environments. */
export const DECLARATION: Whole<LlmServiceDeclaration> = {
  service: "helpdesk",
  env: ["staging", "production"],
  team: "support-ai",
  description: "Answers tickets.",
  features: { chat: { userFacing: true, streaming: true, retrieval: { topScoreFloor: 0.5 } } },
  prompts: {
    answer: {
      structuredOutput: true,
      release: {
        baseline: "1",
        candidate: "2",
        margins: {
          errors: 1,
          invalid_json: 1,
          slow: 1,
          slow_first_token: 1,
          tool_failures: 1,
          correctness: 1,
          safety: 1,
          task_failures: 1,
          negative_feedback: 1,
          refusals: 1,
          cost_per_request: 20,
          cost_per_success: 20,
        },
        window: "24h",
      },
    },
  },
  models: { anthropic: ["claude-sonnet-4"], openai: ["gpt-4.1"] },
  tools: ["search", "refund"],
  evals: { right: "correctness", safe: "safety", tone: "score" },
  judges: ["right"],
  promptVariants: ["a", "b"],
  tenantTiers: ["free"],
  traffic: { perMinute: 60, hours: { from: 1, to: 5 } },
  budget: { customMetrics: 20_000 },
};

const SERVICE = { ...DECLARATION, env: "production" };

export const MONITORS: Settings<LlmServiceMonitorsProps, "objectives" | "dashboards"> = {
  ...SHARED,
  service: SERVICE,
  notify: NOTIFY,
  signals: {
    provider_error_rate: RATE,
    latency_p95: { ...SIGNAL, ...LATENCY, minRequests: 10, features: FEATURES },
    first_token_p95: { ...SIGNAL, ...LATENCY, minRequests: 10, features: FEATURES },
    invalid_json: RATE,
    cost_spike: { ...SIGNAL, ratio: 3, ceiling: 300 },
    cost_budget: { ...ALERT, monthly: 900, daily: 90, of: "feature" },
    eval_regression: { ...SIGNAL, minRequests: 10 },
    tool_failure_rate: RATE,
    retrieval_degradation: {
      ...SIGNAL,
      critical: 0.4,
      warning: 0.6,
      criticalRecovery: 0.5,
      warningRecovery: 0.7,
      minRequests: 5,
      features: {
        chat: { critical: 0.4, warning: 0.6, criticalRecovery: 0.5, warningRecovery: 0.7 },
      },
    },
    telemetry_silent: { ...RATE, ...SILENT, window: "2h" },
    rollback_prompt: ALERT,
  },
  runbooks: "https://wiki.example.com/{signal}",
  datadogUrl: "https://app.datadoghq.eu",
  tags: TAGS,
  renotify: { 1: RENOTIFY, 2: RENOTIFY, 3: RENOTIFY, 4: RENOTIFY, 5: RENOTIFY },
  draft: true,
  messageLines: ["Ask in #support-ai."],
};

export const OF_SERVICE: Settings<LlmServiceProps> = {
  ...MONITORS,
  objectives: OBJECTIVES,
  rows: { health: ROWS, cost: ROWS, quality: ROWS, promptVersions: ROWS },
};

const STACK: Settings<LlmServiceStackProps> = OF_SERVICE;

export const STACKS: Settings<LlmServiceStacksProps> = {
  ...STACK,
  service: DECLARATION,
  environments: {
    staging: { signals: { invalid_json: { critical: 4 } } },
    production: { draft: false },
  },
} as never;

export const OF_OBJECTIVES: Settings<LlmServiceObjectivesProps> = {
  service: SERVICE,
  objectives: OBJECTIVES,
  namePrefix: "[ACME] ",
  tags: TAGS,
};

export const DASHBOARD: Settings<LlmDashboardProps, "alerts" | "objectives"> = {
  ...SHARED,
  service: SERVICE,
  rows: ROWS,
};

export const METRIC_SETTINGS: Settings<LlmMetricSettingsProps> = {
  metrics: ["llm.requests", "llm.errors"],
  extraTags: ["cost_center"],
};

export const RETENTION: Settings<LlmTraceRetentionProps> = {
  service: SERVICE,
  percent: 50,
  namePrefix: "[ACME] ",
};
