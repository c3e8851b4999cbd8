import { normalizeTagValue, type LlmServiceDeclaration } from "../../../telemetry";
import { affecting, combine, during, type Expectation, type Scenario } from "../scenario";
import { provider429Storm } from "./provider";

const hasFloor = ({ features }: LlmServiceDeclaration): boolean =>
  Object.values(features).some(({ retrieval }) => retrieval?.topScoreFloor !== undefined);
const hasTools = ({ tools = [] }: LlmServiceDeclaration): boolean => tools.length > 0;

/** One tool is down; the others are not. */
export const failingTool: Scenario = {
  id: "failing-tool",
  title: "Half of one tool's calls fail for 45 minutes",
  hours: 1.5,
  appliesTo: hasTools,
  incident: during(
    0,
    45,
    affecting(({ toolFailureRates }, _kind, { service }) => {
      const [tool = ""] = service.tools ?? [];
      return { toolFailureRates: { ...toolFailureRates, [tool]: 0.5 } };
    }),
  ),
  expects: ({ tools: [tool = ""] = [] }) => [
    { signal: "tool_failure_rate", group: { tool: normalizeTagValue("tool", tool) } },
  ],
};

const retrievalAlert = (): Expectation[] => [{ signal: "retrieval_degradation" }];

/** What is found no longer fits. */
export const staleIndex: Scenario = {
  id: "retrieval-index-stale",
  title: "The best score of a retrieval falls by 40 % for 45 minutes",
  hours: 1.5,
  appliesTo: hasFloor,
  incident: during(
    0,
    45,
    affecting(({ topScore }) => ({ topScore: topScore * 0.6 })),
  ),
  expects: retrievalAlert,
};

/** Nothing is found. */
export const emptyIndex: Scenario = {
  id: "retrieval-index-empty",
  title: "Retrievals find nothing for 45 minutes",
  hours: 1.5,
  appliesTo: hasFloor,
  incident: during(
    0,
    45,
    affecting(() => ({ hitCount: 0 })),
  ),
  expects: () =>
    retrievalAlert().map((one) => ({
      ...one,
      optional: "a retrieval that finds nothing has no score, and the alert reads scores",
    })),
};

const silence = (): Expectation[] => [{ signal: "telemetry_silent", key: "requests" }];

/** The service is down, or its users are gone. */
export const trafficDrop: Scenario = {
  id: "traffic-drop",
  title: "No requests for 90 minutes",
  hours: 2,
  incident: during(0, 90, { traffic: () => 0 }),
  expects: silence,
};

/** The service works, and nobody can see it. */
export const telemetryLost: Scenario = {
  id: "telemetry-lost",
  title: "Requests are served, but their telemetry is lost for 90 minutes",
  hours: 2,
  incident: during(0, 90, { connected: () => false }),
  expects: silence,
};

/** A deployment was renamed, and the price table does not know the new name. */
export const unpricedModel: Scenario = {
  id: "unpriced-model",
  title: "The price of the models is not known for 90 minutes",
  hours: 2,
  incident: during(
    0,
    90,
    affecting(() => ({ pricePerThousand: undefined })),
  ),
  expects: () => [{ signal: "telemetry_silent", key: "cost" }],
};

/** Each is reported on its own. */
export const severalAtOnce: Scenario = {
  id: "several-at-once",
  title: "A 429 storm, a failing tool and a stale index at the same time",
  hours: 1.5,
  appliesTo: (service) => hasTools(service) && hasFloor(service),
  incident: combine(provider429Storm.incident, failingTool.incident, staleIndex.incident),
  expects: (service) =>
    [provider429Storm, failingTool, staleIndex].flatMap((scenario) => scenario.expects(service)),
};
