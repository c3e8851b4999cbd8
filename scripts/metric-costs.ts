import { supportAgent } from "../examples/services";
import {
  featuresWhere,
  METRICS,
  RATINGS,
  type LlmServiceDeclaration,
  type MetricDefinition,
  type MetricName,
} from "../telemetry";
import { markdownTable } from "./telemetry-reference";

/** What one combination of tag values counts for. */
const PER_SERIES = { count: 1, distribution: 5, percentiles: 10 } as const;

/** Classes of errors that a service sees in one hour; there are six. */
const ERROR_TYPES_SEEN = 3;

interface Estimate {
  readonly metric: MetricName;
  readonly type: string;
  /** What multiplies, such as "2 models × 2 versions". */
  readonly because: string;
  readonly series: number;
  readonly indexed: number;
}

/** The table of docs/metric-costs.md: an upper bound for `support-agent`, by Datadog's rules. */
export function metricCostsTable(): string {
  const estimates = (Object.keys(METRICS) as MetricName[])
    .map((metric) => estimateOf(metric, supportAgent))
    .filter(({ series }) => series > 0);
  const total = (key: "series" | "indexed"): string =>
    `**${estimates.reduce((sum, estimate) => sum + estimate[key], 0)}**`;
  const rows = estimates.map(({ metric, type, because, series, indexed }) => [
    `\`${metric}\``,
    type,
    because,
    String(series),
    String(indexed),
  ]);
  return markdownTable(
    ["Metric", "Type", "Combinations of", "Series", "Custom metrics"],
    [...rows, ["**All**", "", "", total("series"), total("indexed")]],
  );
}

function estimateOf(metric: MetricName, service: LlmServiceDeclaration): Estimate {
  const { type, percentiles }: MetricDefinition = METRICS[metric];
  const kind = percentiles === true ? "percentiles" : type;
  const factors = factorsOf(metric, service).filter(([count]) => count !== 1);
  const series = factors.reduce((product, [count]) => product * count, 1);
  return {
    metric,
    type: percentiles === true ? `${type}, percentiles` : type,
    because: factors.map(([count, what]) => `${count} ${what}`).join(" × "),
    series,
    indexed: series * PER_SERIES[kind],
  };
}

type Factor = readonly [count: number, what: string];

/**
 * How many values each tag has. A tag that another one implies adds nothing: a model has one provider,
 * and a prompt version one name. `env`, `service`, `version`, variant and tier have one value each here.
 */
function factorsOf(metric: MetricName, service: LlmServiceDeclaration): Factor[] {
  const { tags }: MetricDefinition = METRICS[metric];
  const own: Partial<Record<string, Factor>> = {
    model: [Object.values(service.models).flat().length, "models"],
    feature: [Object.keys(service.features).length, "features"],
    prompt_version: [versionsOf(service), "prompt versions"],
    tool: [service.tools?.length ?? 0, "tools"],
    error_type: [ERROR_TYPES_SEEN, "classes of errors"],
    rating: [RATINGS.length, "ratings"],
    eval_name: [evaluationsOf(metric, service), "evaluations"],
  };
  const factors = tags.flatMap((tag) => (own[tag] ? [own[tag]] : []));
  return isSent(metric, service) ? factors : [[0, "never sent"]];
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
