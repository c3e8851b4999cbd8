import { percent } from "../datadog/expression";
import { count, read } from "../datadog/query";
import type { Signal } from "./signal";

export const telemetrySilent = {
  id: "telemetry_silent",
  title: "Telemetry silent",
  meaning: "Nothing arrives, so every other alert is blind.",
  dashboard: "health",
  priority: 3,
  window: "1h",
  minRequests: 50,
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
      groupBy: [],
      measure: (scope) => ({ aggregator: "sum", expression: count("llm.requests", scope).by() }),
      missingDataIsZero: true,
    },
    {
      key: "cost",
      subject: "Requests that have a cost",
      thresholds: { unit: "percent", side: "below", critical: 1, warningFor: () => undefined },
      groupBy: [],
      // A share of the requests, because their count exists where the cost does not: no rule about
      // missing data decides whether this fires.
      measure: (scope) => ({
        aggregator: "sum",
        expression: percent(
          read("llm.estimated_cost_usd", scope).samples(),
          count("llm.requests", scope).by(),
        ),
      }),
      volume: (scope) => count("llm.requests", scope).by(),
    },
  ],
} as const satisfies Signal;
