import { percent } from "../datadog/expression";
import { count } from "../datadog/query";
import type { Signal } from "./signal";
import { inProportion } from "./thresholds";

const GROUPS = ["provider", "model"] as const;

/** Failures that are ours, not the provider's: they have signals of their own. */
const OURS = { not: ["validation", "policy"] } as const;

export const providerErrorRate = {
  id: "provider_error_rate",
  title: "Provider error rate",
  meaning: "A provider or model fails more often than users will bear.",
  dashboard: "health",
  priority: 2,
  window: "10m",
  // Two failures never page: 2 in 70 is below 3 %.
  minRequests: 70,
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
        expression: percent(
          count("llm.errors", scope, { error_type: OURS }).by(...GROUPS),
          count("llm.requests", scope).by(...GROUPS),
        ),
      }),
      volume: (scope) => count("llm.requests", scope).by(...GROUPS),
    },
  ],
} as const satisfies Signal;
