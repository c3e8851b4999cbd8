import { parseBurnRate, QueryError } from "../query";
import type { MonitorDefinition } from "./definition";

/** A burn-rate alert as monitors that the lab evaluates already. */
export interface BurnRateMonitors {
  /** The burn rate over the long window, then over the short one. */
  readonly windows: readonly MonitorDefinition[];
  /** The alert itself, which holds while both do. */
  readonly alert: MonitorDefinition;
}

/**
 * Datadog documents the rule: the share of bad events over the long window, divided by the share that
 * the target allows, has to pass the threshold, and the same over the short window. Without events
 * nothing burns; that is our interpretation.
 *
 * @see https://docs.datadoghq.com/service_level_objectives/burn_rate/#how-burn-rate-alerts-work
 * @throws QueryError for another form, or an objective that the lab does not have.
 */
export function burnRateMonitors(definition: MonitorDefinition): BurnRateMonitors {
  const { id, query, objective } = definition;
  const { longWindow, shortWindow, threshold } = parseBurnRate(query);
  if (!objective) {
    throw new QueryError(
      query,
      0,
      "Its objective is not among the counted ones of the same stack;",
    );
  }
  const { numerator, denominator, target } = objective;
  const allowed = Number(((100 - target) / 100).toPrecision(12));
  const burn = `((${denominator}) - (${numerator})) / (${denominator}) / ${allowed}`;
  const windows = [longWindow, shortWindow].map((window) => ({
    ...definition,
    id: `${id}-${window}`,
    type: "query alert",
    query: `sum(last_${window}):${burn} > ${threshold}`,
    requireFullWindow: false,
    onMissingData: "default" as const,
  }));
  return {
    windows,
    alert: { ...definition, query: windows.map((window) => window.id).join(" && ") },
  };
}
