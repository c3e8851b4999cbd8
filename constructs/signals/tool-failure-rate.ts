import { count, type Scope } from "../datadog/query";
import { rateOf, type RateCounts } from "./rate";
import type { RateSettings, Signal } from "./signal";
import { inProportion } from "./thresholds";
import { rateChecks } from "./settings-checks";

const GROUPS = ["tool"] as const;

const toolCalls = (scope: Scope): RateCounts => ({
  failures: count("llm.tool_failures", scope).by(...GROUPS),
  events: count("llm.tool_calls", scope).by(...GROUPS),
});

export const toolFailureRate = {
  id: "tool_failure_rate",
  title: "Tool failure rate",
  meaning: "An agent's tool fails, and the agent improvises.",
  dashboard: "health",
  priority: 2,
  needs: "tools in its declaration",
  window: "10m",
  minFailures: 7,
  checks: rateChecks(),
  nextSteps: [
    "Inspect traces of the failing tool: the tool itself, its arguments, or a timeout?",
    "Compare prompt versions: does a new one call the tool with wrong arguments?",
    "Disable the failing tool, or route to a fallback workflow.",
  ],
  spans: "operation_name:tool.call @tool.status:error",
  alerts: (service) =>
    (service.tools ?? []).length > 0
      ? [
          {
            key: "",
            subject: "Tool failure rate",
            thresholds: {
              unit: "percent",
              side: "above",
              critical: 5,
              warningFor: inProportion(5, 3),
            },
            groupBy: GROUPS,
            measure: (scope) => ({ aggregator: "sum", expression: rateOf(toolCalls(scope)) }),
            counts: toolCalls,
          },
        ]
      : [],
} as const satisfies Signal<RateSettings>;
