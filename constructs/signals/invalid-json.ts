import type { COMMON_TAGS, LlmServiceDeclaration } from "../../telemetry";
import { count, type Scope } from "../datadog/query";
import { rateOf, type RateCounts } from "./rate";
import type { RateSettings, Signal } from "./signal";
import { inProportion } from "./thresholds";
import { rateChecks } from "./settings-checks";

const GROUPS = ["prompt_name", "prompt_version", "model"] as const;

/** Invalid outputs among those that were checked. */
export function jsonChecks(scope: Scope, by: readonly (typeof COMMON_TAGS)[number][]): RateCounts {
  return {
    failures: count("llm.json_invalid", scope).by(...by),
    events: count("llm.json_checks", scope).by(...by),
  };
}

/** True where any prompt of the service answers in JSON. */
export function hasStructuredOutput(service: LlmServiceDeclaration): boolean {
  return Object.values(service.prompts).some(({ structuredOutput }) => structuredOutput === true);
}

export const invalidJson = {
  id: "invalid_json",
  title: "Invalid JSON rate",
  meaning: "A prompt's output no longer parses, and whatever reads it fails behind an HTTP 200.",
  dashboard: "promptVersions",
  priority: 2,
  needs: "a prompt that declares structuredOutput: true",
  window: "10m",
  minFailures: 7,
  checks: rateChecks(),
  nextSteps: [
    "Check recent versions of the prompt: did the rate jump when this version came?",
    "Inspect traces with invalid JSON output: is the answer cut off (finish reason `length`), or is there prose around it?",
    "Compare models: is it this one only?",
    "Roll back the prompt version; that needs no code deploy.",
  ],
  spans: "operation_name:output.validation @json_valid:false",
  alerts: (service) =>
    hasStructuredOutput(service)
      ? [
          {
            key: "",
            subject: "Invalid JSON rate",
            thresholds: {
              unit: "percent",
              side: "above",
              critical: 2,
              warningFor: inProportion(2, 1),
            },
            groupBy: GROUPS,
            measure: (scope) => ({
              aggregator: "sum",
              expression: rateOf(jsonChecks(scope, GROUPS)),
            }),
            counts: (scope) => jsonChecks(scope, GROUPS),
          },
        ]
      : [],
} as const satisfies Signal<RateSettings>;
