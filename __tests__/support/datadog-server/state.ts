import { MonitorOptions } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/MonitorOptions";
import { METRIC_NAMES, METRICS, type LlmServiceInEnv, type MetricName } from "../../../telemetry";
import type { SynthesizedStack } from "../synth";

/** Points of one metric, of one service in its environment. */
export interface Points {
  service: string;
  env: string;
  /** Seconds since the last point. */
  ago: number;
  /** Other tags, as `key:value`. */
  tags: string[];
}

export interface Metric {
  type: string;
  points: Points[];
  /** Tags that arrive and are not queryable. */
  hidden: string[];
  configuration?:
    { metric_type: string; tags: string[]; include_percentiles?: boolean } | undefined;
}

export interface Monitor {
  id: number;
  name: string;
  type: string;
  query: string;
  message: string;
  tags: string[];
  priority: number | null;
  options: Record<string, unknown>;
  overall_state: string;
  matching_downtimes: { id: number; start: number; end: number; scope: string[] }[];
}

export interface Filter {
  name: string;
  enabled: boolean;
  rate: number;
  filter_type: string;
  query: string;
}

/** What an organisation at Datadog holds. */
export interface State {
  apiKey: string;
  appKey: string;
  /** Scopes of the application key; `null` for one without limits. */
  scopes: string[] | null;
  metrics: Map<string, Metric>;
  monitors: Monitor[];
  filters: Filter[];
  /** What counts add up to over a day, by metric; each with the tags of its group. */
  totals: Map<string, { group: string[]; sum: number }[]>;
  /** Why a monitor is refused. */
  refuse: (monitor: { name: string; query: string }) => string | undefined;
}

/** An organisation in which all is right: the stack is deployed, and its service is used. */
export function healthyState(service: LlmServiceInEnv, stack: SynthesizedStack): State {
  return {
    apiKey: "0123456789abcdef0123456789abcdef",
    appKey: "fedcba9876543210fedcba9876543210fedc7777",
    scopes: null,
    metrics: new Map(METRIC_NAMES.map((metric) => [metric, healthyMetric(metric, service)])),
    monitors: deploy(stack),
    filters: [
      filter("Error Default", "status:error", "spans-errors-sampling-processor"),
      filter(
        "LLM failures",
        `service:${service.service} (@json_valid:false OR @tool.status:error OR @eval.pass:false OR @llm.refusal:true)`,
      ),
    ],
    totals: new Map(),
    refuse: () => undefined,
  };
}

function filter(name: string, query: string, filter_type = "spans-sampling-processor"): Filter {
  return { name, enabled: true, rate: 1, filter_type, query };
}

function healthyMetric(metric: MetricName, service: LlmServiceInEnv): Metric {
  const definition = METRICS[metric];
  const isCount = definition.type === "count";
  return {
    // What an agent counts is stored as a rate.
    type: isCount ? "rate" : "distribution",
    points: [
      { service: service.service, env: service.env, ago: 60, tags: tagsOf(metric, service) },
    ],
    hidden: [],
    configuration: {
      metric_type: definition.type,
      tags: [...definition.tags],
      ...(isCount ? {} : { include_percentiles: "percentiles" in definition }),
    },
  };
}

function tagsOf(metric: MetricName, service: LlmServiceInEnv): string[] {
  const { features, prompts, models, tools = [], evals = {} } = service;
  const versions = Object.values(prompts).flatMap(({ release }) => Object.values(release ?? {}));
  const values: Record<string, readonly string[]> = {
    feature: Object.keys(features),
    prompt_name: Object.keys(prompts),
    prompt_version: ["2026-01-01.1", ...(versions as string[])],
    provider: Object.keys(models),
    model: Object.values(models).flat(),
    tool: tools,
    eval_name: Object.keys(evals),
    error_type: ["provider"],
    eval_stage: ["online"],
    operation: ["chat", "embeddings"],
  };
  return METRICS[metric].tags.flatMap((tag) =>
    (values[tag] ?? []).map((value) => `${tag}:${value}`),
  );
}

/** What Terraform's provider creates of a stack's monitors, with its own defaults. */
function deploy({ monitors, resources }: SynthesizedStack): Monitor[] {
  const ids = new Map(Object.keys(monitors).map((name, index) => [name, 4_000 + index]));
  const resolve = (text: string): string =>
    text
      .replace(/(?<!\$)\$\{datadog_monitor\.([\w-]+)\.id\}/g, (_, name: string) =>
        String(ids.get(name)),
      )
      .replace(/(?<!\$)\$\{[^}]*\}/g, "abc-def-ghi")
      .replace(/\$\$\{/g, "${");
  return Object.entries(resources["datadog_monitor"]!).map(([name, block]) => {
    const thresholds = block.monitor_thresholds as Record<string, string> | undefined;
    return {
      id: ids.get(name)!,
      name: resolve(block.name),
      type: block.type,
      query: resolve(block.query),
      message: resolve(block.message).trim(),
      // An organisation's default tags come with the provider.
      tags: [...block.tags, "managed_by:terraform"],
      priority: block.priority === undefined ? null : Number(block.priority),
      options: {
        include_tags: true,
        ...(block.type === "composite" ? {} : { require_full_window: true }),
        ...knownOptions(block),
        ...(thresholds && {
          thresholds: Object.fromEntries(
            Object.entries(thresholds).map(([key, value]) => [key, Number(value)]),
          ),
        }),
        silenced: {},
      },
      overall_state: "OK",
      matching_downtimes: [],
    };
  });
}

function knownOptions(block: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.values(MonitorOptions.getAttributeTypeMap()).map(({ baseName }) => baseName);
  return Object.fromEntries(Object.entries(block).filter(([name]) => names.includes(name)));
}
