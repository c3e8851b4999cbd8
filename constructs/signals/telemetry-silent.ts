import { count, type Scope } from "../datadog/query";
import { rateOf, type RateCounts } from "./rate";
import type { RateSettings, Signal } from "./signal";
import { rateChecks } from "./settings-checks";

/** Counted at the same place as requests, so that neither side of the rate lacks a series. */
const unpriced = (scope: Scope): RateCounts => ({
  failures: count("llm.cost_unknown", scope).by(),
  events: count("llm.requests", scope).by(),
});

export const telemetrySilent = {
  id: "telemetry_silent",
  title: "Telemetry silent",
  meaning: "Nothing arrives, or nothing is priced, so other alerts are blind.",
  dashboard: "health",
  priority: 3,
  window: "1h",
  minFailures: 25,
  checks: rateChecks(),
  nextSteps: [
    "Is the service up and does it have traffic? If not, this is not about telemetry.",
    "Compare DD_SERVICE and DD_ENV of the deployment with the declaration.",
    "Check the agent: is it reachable from the service, and does it accept DogStatsD?",
    "Requests but no cost: a new model or deployment name without a price; add it to the price table.",
  ],
  spans: "operation_name:llm.request",
  offByDefault: true,
  alerts: () => [
    {
      key: "requests",
      subject: "Requests that reach Datadog",
      thresholds: { unit: "requests", side: "below", critical: 1, warningFor: () => undefined },
      ownThresholds: true,
      groupBy: [],
      measure: (scope) => ({ aggregator: "sum", expression: count("llm.requests", scope).by() }),
      // The agent sends zeros for a few minutes, and then nothing: either is the alert.
      pagesWithoutData: true,
    },
    {
      key: "cost",
      subject: "Requests without a cost",
      thresholds: { unit: "percent", side: "above", critical: 95, warningFor: () => undefined },
      groupBy: [],
      measure: (scope) => ({ aggregator: "sum", expression: rateOf(unpriced(scope)) }),
      counts: unpriced,
    },
  ],
} as const satisfies Signal<RateSettings>;
