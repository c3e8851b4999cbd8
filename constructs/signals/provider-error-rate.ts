import { percent } from "../datadog/expression";
import { count, type Scope } from "../datadog/query";
import type { Signal } from "./signal";
import { inProportion } from "./thresholds";

const GROUPS = ["provider", "model"] as const;

/** Failures that are ours, not the provider's: they have signals of their own. */
export const OURS = { not: ["validation", "policy"] } as const;

const errors = (scope: Scope) => count("llm.errors", scope, { error_type: OURS }).by(...GROUPS);
const requests = (scope: Scope) => count("llm.requests", scope).by(...GROUPS);

export const providerErrorRate = {
  id: "provider_error_rate",
  title: "Provider error rate",
  meaning: "A provider or model fails more often than users will bear.",
  dashboard: "health",
  priority: 2,
  window: "10m",
  minRequests: 20,
  minFailures: 7,
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
        expression: percent(errors(scope), requests(scope)),
      }),
      volume: requests,
      failures: errors,
    },
  ],
} as const satisfies Signal;
