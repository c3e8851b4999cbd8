/**
 * How constructs are recognised across copies of the library, where `instanceof` fails. This file
 * imports neither CDKTF nor the provider, so that whoever only looks for constructs loads neither.
 */
export const MARKS = {
  monitors: Symbol.for("datadog-llm.LlmServiceMonitors"),
  dashboard: Symbol.for("datadog-llm.LlmDashboard"),
} as const;

export function isMarked(construct: unknown, mark: symbol): boolean {
  return typeof construct === "object" && construct !== null && mark in construct;
}
