import type { COMMON_TAGS } from "../../telemetry";
import { count, type Filters, type Scope } from "../datadog/query";
import { rateOf, type RateCounts } from "./rate";
import type { RateSettings, Signal } from "./signal";
import { inProportion } from "./thresholds";
import { rateChecks } from "./settings-checks";

/**
 * Of all operations: a model of embeddings is a group of its own, so it hides no other, and when it
 * fails somebody has to hear of it.
 */
const GROUPS = ["provider", "model"] as const;

/** Failures that are ours, not the provider's: they have signals of their own. */
export const OURS = { not: ["validation", "policy"] } as const;

/** @param only narrows both sides; by default all operations are counted */
export function providerErrors(
  scope: Scope,
  by: readonly (typeof COMMON_TAGS)[number][],
  only: Filters<"llm.requests"> = {},
): RateCounts {
  return {
    failures: count("llm.errors", scope, { ...only, error_type: OURS }).by(...by),
    events: count("llm.requests", scope, only).by(...by),
  };
}

export const providerErrorRate = {
  id: "provider_error_rate",
  title: "Provider error rate",
  meaning: "A provider or model fails more often than users will bear.",
  dashboard: "health",
  priority: 2,
  window: "10m",
  minFailures: 7,
  checks: rateChecks(),
  nextSteps: [
    "Compare the error rate across providers and models: is one of them failing, or all?",
    "Look at the error types: rate limits need backoff or quota, timeouts a shorter prompt or a fallback.",
    "Check the provider's status page.",
    "Route the affected model to the fallback provider.",
  ],
  spans: "operation_name:llm.request @llm.status:error",
  alerts: () => [
    {
      key: "",
      subject: "Provider error rate",
      thresholds: { unit: "percent", side: "above", critical: 3, warningFor: inProportion(3, 2) },
      groupBy: GROUPS,
      measure: (scope) => ({
        aggregator: "sum",
        expression: rateOf(providerErrors(scope, GROUPS)),
      }),
      counts: (scope) => providerErrors(scope, GROUPS),
    },
  ],
} as const satisfies Signal<RateSettings>;
