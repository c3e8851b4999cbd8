import { count, read } from "../datadog/query";
import type { FeatureSettings } from "./settings";
import type { Signal } from "./signal";
import { featureChecks } from "./settings-checks";

const GROUPS = ["feature"] as const;

/** Distance of the warning from a floor near 0. */
const SMALLEST_BAND = 0.01;

export const retrievalDegradation = {
  id: "retrieval_degradation",
  title: "Retrieval degradation",
  meaning: "Retrieval finds less fitting context, so answers get worse while latency stays flat.",
  dashboard: "quality",
  priority: 3,
  needs: "a feature that declares retrieval.topScoreFloor",
  window: "15m",
  minRequests: 20,
  checks: featureChecks("score"),
  nextSteps: [
    "Look at hit counts: is the index empty, stale or filtered away?",
    "Check the last index build and the embedding model's version.",
    "Compare the top scores by prompt version: did the query rewriting change?",
    "Roll back the index or the retriever; say in the product that answers may be incomplete.",
  ],
  spans: "operation_name:rag.retrieval @rag.top_score:<{critical}",
  alerts: (service, settings) =>
    Object.entries(service.features).flatMap(([feature, { retrieval }]) => {
      const floor = retrieval?.topScoreFloor;
      if (floor === undefined) return [];
      return [
        {
          key: feature,
          subject: `Average top retrieval score of ${feature}`,
          thresholds: {
            unit: "score",
            side: "below",
            critical: floor,
            // Scores have no common scale, so the warning keeps its distance relative to the floor.
            warningFor: (critical: number) =>
              Number((critical + Math.max(Math.abs(critical) * 0.1, SMALLEST_BAND)).toFixed(6)),
          },
          groupBy: GROUPS,
          measure: (scope) => ({
            aggregator: "avg",
            expression: read("llm.retrieval.top_score", scope)
              .where({ feature })
              .by(...GROUPS)
              .avg(),
          }),
          volume: (scope) => count("llm.retrievals", scope, { feature }).by(...GROUPS),
          variables: { feature },
          settings: settings?.features?.[feature] ?? {},
        },
      ];
    }),
} as const satisfies Signal<FeatureSettings>;
