import type { LlmDashboard } from "./dashboards/llm-dashboard";
import type { LlmServiceMonitors } from "./llm-service-monitors";

/**
 * How constructs are recognised across copies of the library, where `instanceof` fails. This file
 * imports neither CDKTF nor the provider, so that whoever only looks for constructs loads neither.
 */
export const MARKS = {
  monitors: Symbol.for("datadog-llm.LlmServiceMonitors"),
  dashboard: Symbol.for("datadog-llm.LlmDashboard"),
} as const;

export function isLlmServiceMonitors(construct: unknown): construct is LlmServiceMonitors {
  return typeof construct === "object" && construct !== null && MARKS.monitors in construct;
}

export function isLlmDashboard(construct: unknown): construct is LlmDashboard {
  return typeof construct === "object" && construct !== null && MARKS.dashboard in construct;
}
