import { featuresWhere } from "../../telemetry";
import { read } from "../datadog/query";
import { CHAT, CHAT_SPANS } from "./chat";
import type { FeatureSettings } from "./settings";
import type { Signal } from "./signal";
import { inProportion } from "./thresholds";
import { featureChecks } from "./settings-checks";

const GROUPS = ["model"] as const;

export const firstTokenP95 = {
  id: "first_token_p95",
  title: "p95 time to first token",
  meaning: "Users of a streaming feature look at an empty screen for too long.",
  dashboard: "health",
  priority: 3,
  needs: "a feature that declares streaming: true",
  window: "15m",
  minRequests: 50,
  checks: featureChecks("milliseconds"),
  nextSteps: [
    "Compare the time to first token across models and providers.",
    "Look for longer prompts: the first token waits for the whole input to be read.",
    "Check the prompt cache: a changed prefix loses every hit.",
    "Route the feature to a faster model until the provider recovers.",
  ],
  spans: `${CHAT_SPANS} @llm.streaming:true @llm.first_token_latency_ms:>{critical}`,
  alerts: (service, settings) =>
    featuresWhere(service, ({ streaming }) => streaming === true).map((feature) => ({
      key: feature,
      subject: `p95 time to first token of ${feature}`,
      thresholds: {
        unit: "milliseconds",
        side: "above",
        critical: 2000,
        warningFor: inProportion(2000, 1500),
      },
      groupBy: GROUPS,
      measure: (scope) => ({
        aggregator: "percentile",
        expression: read("llm.first_token_latency_ms", scope)
          .where({ ...CHAT, feature })
          .by(...GROUPS)
          .percentile("p95"),
      }),
      // Only streamed answers have a first token, so requests would overstate the evidence.
      volume: (scope) =>
        read("llm.first_token_latency_ms", scope)
          .where({ ...CHAT, feature })
          .by(...GROUPS)
          .samples(),
      variables: { feature },
      settings: settings?.features?.[feature] ?? {},
    })),
} as const satisfies Signal<FeatureSettings>;
