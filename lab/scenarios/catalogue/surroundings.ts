import { normalizeTagValue, type LlmServiceDeclaration } from "../../../telemetry";
import type { PlayedService } from "../measured-requests";
import { firstTool, shareOf, toolUse } from "../shares";
import { affecting, combine, during, type Expectation, type Scenario } from "../scenario";
import { provider429Storm } from "./provider";

/** Minutes that an incident lasts, and that an hour's silence takes to be heard. */
const LASTS = 45;
const SILENT = 90;

const hasFloor = ({ features }: LlmServiceDeclaration): boolean =>
  Object.values(features).some(({ retrieval }) => retrieval?.topScoreFloor !== undefined);
const hasTools = (service: PlayedService): boolean => firstTool(service) !== undefined;

/** One tool is down; the others are not. */
export const failingTool: Scenario = {
  id: "failing-tool",
  title: "Half of one tool's calls fail for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  appliesTo: hasTools,
  needs: "a tool",
  incident: during(
    0,
    LASTS,
    affecting(({ toolFailureRates }, _kind, { service }) => {
      const tool = firstTool(service) ?? "";
      return { toolFailureRates: { ...toolFailureRates, [tool]: 0.5 } };
    }),
  ),
  expects: (service: PlayedService) => {
    const tool = firstTool(service) ?? "";
    return [
      {
        signal: "tool_failure_rate",
        group: { tool: normalizeTagValue("tool", tool) },
        measured: { before: 0.3, during: 50, share: toolUse(service, tool) },
      },
    ];
  },
};

/** One alert per feature with a floor; healthy scores lie 30 % above it. */
function lowScores(service: PlayedService, remaining: number): Expectation[] {
  return Object.entries(service.features).flatMap(([feature, { retrieval }]) => {
    if (retrieval?.topScoreFloor === undefined) return [];
    const before = retrieval.topScoreFloor * 1.3;
    const share = shareOf(service, { feature });
    // Scores scatter by 0.05, and one retrieval in 150 finds nothing by chance.
    const deviation = 0.05 + before / 10;
    const measured = { before, during: before * remaining, share, deviation };
    return [{ signal: "retrieval_degradation", key: feature, group: { feature }, measured }];
  });
}

/** What is found no longer fits. */
export const staleIndex: Scenario = {
  id: "retrieval-index-stale",
  title: "The best score of a retrieval falls by 40 % for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  appliesTo: hasFloor,
  needs: "a feature with a topScoreFloor",
  incident: during(
    0,
    LASTS,
    affecting(({ topScore }) => ({ topScore: topScore * 0.6 })),
  ),
  expects: (service) => lowScores(service, 0.6),
};

/** Nothing is found. */
export const emptyIndex: Scenario = {
  id: "retrieval-index-empty",
  title: "Retrievals find nothing for 45 minutes",
  hours: 1.25,
  ends: LASTS,
  appliesTo: (service) => lowScores(service, 0).some(({ measured }) => (measured?.before ?? 0) > 0),
  needs: "a feature with a topScoreFloor above 0",
  incident: during(
    0,
    LASTS,
    affecting(() => ({ hitCount: 0 })),
  ),
  // The runtime counts what it did not find with a score of 0.
  expects: (service) => lowScores(service, 0),
};

/** An hour's window has to run empty, and one request ends the alert. */
const silence = (): Expectation[] => [
  { signal: "telemetry_silent", key: "requests", within: 65, recoversWithin: 5 },
];

/** The service is down, or its users are gone. */
export const trafficDrop: Scenario = {
  id: "traffic-drop",
  title: "No requests for 90 minutes",
  hours: 2,
  ends: SILENT,
  incident: during(0, SILENT, { traffic: () => 0 }),
  expects: silence,
};

/** The service works, and nobody can see it. */
export const telemetryLost: Scenario = {
  id: "telemetry-lost",
  title: "Requests are served, but their telemetry is lost for 90 minutes",
  hours: 2,
  ends: SILENT,
  incident: during(0, SILENT, { connected: () => false }),
  expects: silence,
};

/** A deployment was renamed, and the price table does not know the new name. */
export const unpricedModel: Scenario = {
  id: "unpriced-model",
  title: "The price of the models is not known for 90 minutes",
  hours: 2,
  ends: SILENT,
  incident: during(
    0,
    SILENT,
    affecting(() => ({ pricePerThousand: undefined })),
  ),
  expects: () => [
    { signal: "telemetry_silent", key: "cost", measured: { before: 0, during: 100, share: 1 } },
  ],
};

/** Each is reported on its own. */
export const severalAtOnce: Scenario = {
  id: "several-at-once",
  title: "A 429 storm, a failing tool and a stale index at the same time",
  hours: 1.25,
  ends: LASTS,
  appliesTo: (service) => hasTools(service) && hasFloor(service),
  needs: "a tool, and a feature with a topScoreFloor",
  incident: combine(provider429Storm.incident, failingTool.incident, staleIndex.incident),
  expects: (service) =>
    [provider429Storm, failingTool, staleIndex].flatMap((scenario) => scenario.expects(service)),
};
