import { featuresWhere } from "../../telemetry";
import { count, read } from "../datadog/query";
import { CHAT, CHAT_SPANS } from "./chat";
import type { FeatureSettings } from "./settings";
import type { Signal } from "./signal";
import { inProportion } from "./thresholds";
import { featureChecks } from "./settings-checks";

const GROUPS = ["model"] as const;

export const latencyP95 = {
  id: "latency_p95",
  title: "p95 latency",
  meaning: "The slowest twentieth of a user-facing feature's answers takes too long.",
  dashboard: "health",
  priority: 3,
  needs: "a feature that declares userFacing: true",
  window: "15m",
  minRequests: 50,
  checks: featureChecks("milliseconds"),
  nextSteps: [
    "Compare model latency across providers and regions.",
    "Look for longer prompts or answers: input and output tokens by prompt version.",
    "Look for retries in the traces of slow requests.",
    "Route the feature to a faster model, or shorten the context, until the provider recovers.",
  ],
  spans: `${CHAT_SPANS} @llm.latency_ms:>{critical}`,
  alerts: (service, settings) =>
    featuresWhere(service, ({ userFacing }) => userFacing === true).map((feature) => ({
      key: feature,
      subject: `p95 latency of ${feature}`,
      thresholds: {
        unit: "milliseconds",
        side: "above",
        critical: 8000,
        warningFor: inProportion(8000, 6000),
      },
      groupBy: GROUPS,
      measure: (scope) => ({
        aggregator: "percentile",
        expression: read("llm.latency_ms", scope)
          .where({ ...CHAT, feature })
          .by(...GROUPS)
          .percentile("p95"),
      }),
      volume: (scope) => count("llm.requests", scope, { ...CHAT, feature }).by(...GROUPS),
      variables: { feature },
      settings: settings?.features?.[feature] ?? {},
    })),
} as const satisfies Signal<FeatureSettings>;
