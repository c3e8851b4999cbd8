import {
  featuresWhere,
  METRICS,
  RATINGS,
  type LlmServiceDeclaration,
  type MetricDefinition,
  type MetricName,
} from "../../telemetry";

/** How many values a tag has in one hour. */
export interface Factor {
  readonly tag: string;
  readonly count: number;
  /** Such as `models`. */
  readonly what: string;
}

/** Classes of errors that a service sees in one hour; there are six. */
const ERROR_TYPES_SEEN = 3;

/**
 * What multiplies the series of a metric. A tag that another one implies adds nothing: a model has one
 * provider, and a prompt version one name. `env`, `service` and the release of the code have one value.
 *
 * @returns nothing for a metric that such a service never sends
 */
export function factorsOf(
  metric: MetricName,
  service: LlmServiceDeclaration,
): Factor[] | undefined {
  if (!isSent(metric, service)) return undefined;
  const { tags }: MetricDefinition = METRICS[metric];
  const counts: Partial<Record<string, readonly [count: number, what: string]>> = {
    model: [Object.values(service.models).flat().length, "models"],
    feature: [Object.keys(service.features).length, "features"],
    prompt_version: [versionsOf(service), "prompt versions"],
    prompt_variant: [service.promptVariants?.length ?? 1, "prompt variants"],
    tenant_tier: [service.tenantTiers?.length ?? 1, "tenant tiers"],
    tool: [service.tools?.length ?? 0, "tools"],
    error_type: [ERROR_TYPES_SEEN, "classes of errors"],
    rating: [RATINGS.length, "ratings"],
    eval_name: [evaluationsOf(metric, service), "evaluations"],
  };
  return tags.flatMap((tag) => {
    const [count, what] = counts[tag] ?? [1, ""];
    return count === 1 ? [] : [{ tag, count, what }];
  });
}

export function seriesOf(factors: readonly Factor[]): number {
  return factors.reduce((product, { count }) => product * count, 1);
}

function versionsOf({ prompts }: LlmServiceDeclaration): number {
  return Object.values(prompts).reduce((sum, { release }) => sum + (release ? 2 : 1), 0);
}

function evaluationsOf(metric: MetricName, { evals = {} }: LlmServiceDeclaration): number {
  const dimension = /^llm\.eval\.(correctness|safety|score)$/.exec(metric)?.[1];
  const all = Object.values(evals);
  return dimension === undefined ? all.length : all.filter((one) => one === dimension).length;
}

/** Metrics that only a service of its kind sends, and those that say that something is wrong. */
function isSent(metric: MetricName, service: LlmServiceDeclaration): boolean {
  if (metric.startsWith("llm.telemetry_") || metric === "llm.cost_unknown") return false;
  if (metric.startsWith("llm.eval")) return evaluationsOf(metric, service) > 0;
  if (metric.startsWith("llm.tool_")) return (service.tools?.length ?? 0) > 0;
  if (metric.startsWith("llm.json_")) {
    return Object.values(service.prompts).some(({ structuredOutput }) => structuredOutput === true);
  }
  if (metric.startsWith("llm.retrieval")) {
    return featuresWhere(service, ({ retrieval }) => retrieval !== undefined).length > 0;
  }
  if (metric === "llm.first_token_latency_ms") {
    return featuresWhere(service, ({ streaming }) => streaming === true).length > 0;
  }
  return true;
}
