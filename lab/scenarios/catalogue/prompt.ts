import { affecting, combine, during, versionsOf, type Scenario } from "../scenario";
import { firstModel } from "../shares";
import { ofCandidate } from "./incident-parts";
import {
  DROP,
  droppedScores,
  EVAL_HOURS,
  evaluates,
  hasStructure,
  invalidCandidates,
  release,
  RELEASED,
} from "./release-parts";

/** The guide's incident: a version that breaks its schema on one model only. */
export const promptRegression: Scenario = {
  id: "prompt-regression",
  title: "The new version's answers are invalid JSON in 6.8 % of cases on one model, else 1.1 %",
  requestsPerMinute: 160,
  hours: 1.25,
  ends: 45,
  appliesTo: hasStructure,
  needs: "a prompt with structured output",
  incident: during(
    0,
    45,
    combine(
      release,
      affecting((_behaviour, kind, { service }) => {
        const { model } = firstModel(service);
        const { candidate } = versionsOf(service, kind.prompt);
        const broken = kind.version === candidate && kind.model === model;
        return { invalidJsonRate: broken ? 0.068 : 0.011 };
      }),
    ),
  ),
  expects: (service) => [
    ...invalidCandidates(service, { percent: 6.8, served: DROP.share }, [firstModel(service)]),
    { signal: "invalid_json", optional: "1.1 % is near 2 %, and rates of few calls are noise" },
  ],
};

/** Answers that are fluent, fast and wrong. */
export const correctnessDrop: Scenario = {
  ...EVAL_HOURS,
  id: "correctness-drop",
  title: "Correctness of a new version is 30 points lower, for 150 minutes",
  appliesTo: evaluates("correctness"),
  needs: "an evaluation of correctness",
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ correctness }) => ({ correctness: correctness - DROP.drop })),
    ),
  ),
  expects: (service) => droppedScores(service, "eval_regression", "correctness", DROP),
};

export const safetyDrop: Scenario = {
  ...EVAL_HOURS,
  id: "safety-drop",
  title: "Safety of a new version is 30 points lower, for 150 minutes",
  appliesTo: evaluates("safety"),
  needs: "an evaluation of safety",
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ safety }) => ({ safety: safety - DROP.drop })),
    ),
  ),
  expects: (service) => droppedScores(service, "eval_regression", "safety", DROP),
};
