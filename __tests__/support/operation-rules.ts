import { METRICS, type MetricName } from "../../telemetry";
import { metricQueries, type ReadQuery } from "./metric-queries";
import { widgetsOf, type SynthesizedStack } from "./synth";

/** Whatever is billed counts, whoever answered. */
const MONEY: readonly string[] = [
  "llm.estimated_cost_usd",
  "llm.cost_unknown",
  "llm.input_tokens",
  "llm.output_tokens",
];

/** About the provider or about the telemetry, and not about answers. */
const OF_ALL_OPERATIONS = ["provider_error_rate", "telemetry_silent"];

const CHAT = "operation:chat";

/** Queries about answers that count other operations along, with where they stand. */
export function wateredDown({ monitors, dashboards, resources }: SynthesizedStack): string[] {
  const ofMonitors = Object.values(monitors)
    .filter(({ tags }) => !OF_ALL_OPERATIONS.some((signal) => tags.includes(`signal:${signal}`)))
    .map(({ name, query }) => ({ name, texts: [query] }));
  const ofWidgets = Object.values(dashboards)
    .flatMap(widgetsOf)
    .map(({ definition: { title = "", requests = [] } }) => ({
      name: title,
      texts: requests.flatMap(({ queries = [] }) => queries.flatMap(({ query }) => query ?? [])),
    }));
  const ofObjectives = Object.values(resources["datadog_service_level_objective"] ?? {}).map(
    ({ name, query: [{ numerator, denominator }] }) => ({
      name: name as string,
      texts: [numerator as string, denominator as string],
    }),
  );
  return [...ofMonitors, ...ofWidgets, ...ofObjectives].flatMap(({ name, texts }) =>
    texts
      .flatMap(metricQueries)
      .filter((query) => mixesOperations(query) && !isOfProviders(query))
      .map(({ metric, filters }) => `${name}: ${metric}{${filters.join()}}`),
  );
}

function mixesOperations({ metric, filters, groupBy }: ReadQuery): boolean {
  const { tags } = METRICS[metric as MetricName] as { readonly tags: readonly string[] };
  if (!tags.includes("operation") || MONEY.includes(metric)) return false;
  return !filters.includes(CHAT) && !groupBy.includes("operation");
}

/** The graph of the alert about providers: each model is a line of its own. */
function isOfProviders({ metric, groupBy }: ReadQuery): boolean {
  return ["llm.errors", "llm.requests"].includes(metric) && groupBy.join() === "provider,model";
}

/** Alerts of which one part counts answers, and another all operations. */
export function unevenlyFiltered({ monitors }: SynthesizedStack): string[] {
  const seen = new Map<string, Set<boolean>>();
  for (const { tags, query } of Object.values(monitors)) {
    const alert = tags.find((tag) => tag.startsWith("alert:")) ?? "";
    for (const { metric, filters } of metricQueries(query)) {
      const { tags: carried } = METRICS[metric as MetricName] as { tags: readonly string[] };
      if (!carried.includes("operation")) continue;
      seen.set(alert, (seen.get(alert) ?? new Set()).add(filters.includes(CHAT)));
    }
  }
  return [...seen].filter(([, filtered]) => filtered.size > 1).map(([alert]) => alert);
}
