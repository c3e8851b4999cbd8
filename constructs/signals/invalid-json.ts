import type { LlmServiceDeclaration } from "../../telemetry";
import type { MetricTag } from "../../telemetry";
import { percent, type Expression } from "../datadog/expression";
import { count, type Scope } from "../datadog/query";
import type { Signal } from "./signal";
import { inProportion } from "./thresholds";

const GROUPS = ["prompt_name", "prompt_version", "model"] as const;

type JsonGroup = Extract<MetricTag, (typeof GROUPS)[number]>;

/** What the alert counts and compares, by whatever groups. */
export interface JsonMeasures {
  /** Invalid JSON as a percentage of the outputs that were checked. */
  readonly measure: Expression;
  readonly volume: Expression;
  readonly failures: Expression;
}

export function jsonMeasures(scope: Scope, groupBy: readonly JsonGroup[]): JsonMeasures {
  const failures = count("llm.json_invalid", scope).by(...groupBy);
  const volume = count("llm.json_checks", scope).by(...groupBy);
  return { measure: percent(failures, volume), volume, failures };
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
  minRequests: 20,
  minFailures: 7,
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
              expression: jsonMeasures(scope, GROUPS).measure,
            }),
            volume: (scope) => jsonMeasures(scope, GROUPS).volume,
            failures: (scope) => jsonMeasures(scope, GROUPS).failures,
          },
        ]
      : [],
} as const satisfies Signal;
