import type { LlmServiceDeclaration } from "../../../telemetry";
import type { PlayedService } from "../measured-requests";
import { affecting, combine, during, type Expectation, type Scenario } from "../scenario";
import { shareOf } from "../shares";
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

/** Three in four calls go to the candidate. */
const BAD = { drop: 0.3, share: 0.75 };

function scoredDimensions(service: LlmServiceDeclaration): string[] {
  return ["correctness", "safety"].filter((dimension) => evaluates(dimension)(service));
}

/** A dimension that regresses together with the structure: the prompt has to go back. */
function badScores(service: PlayedService, dimension: string): Expectation[] {
  return [
    ...droppedScores(service, "eval_regression", dimension, BAD),
    // It ends with the first of its members, the rate over ten minutes.
    ...droppedScores(service, "rollback_prompt", dimension, BAD).map((one) => ({
      ...one,
      also: {
        before: 0.1,
        during: 20 * BAD.share,
        share: shareOf(service, { prompt: one.group?.["prompt_name"] ?? "" }),
      },
    })),
  ];
}

/** The release that has to go back at once. */
export const badRelease: Scenario = {
  ...EVAL_HOURS,
  requestsPerMinute: 60,
  id: "bad-release",
  title:
    "A new version with most of the calls is wrong, unsafe and invalid JSON in 20 % of cases, for 150 minutes",
  appliesTo: (service) => hasStructure(service) && evaluates("correctness")(service),
  needs: "a prompt with structured output, and an evaluation of correctness",
  incident: during(
    0,
    RELEASED,
    combine(
      { candidateShare: () => BAD.share },
      ofCandidate(({ correctness, safety }) => ({
        correctness: correctness - BAD.drop,
        safety: safety - BAD.drop,
        invalidJsonRate: 0.2,
      })),
    ),
  ),
  expects: (service) => [
    ...invalidCandidates(service, { percent: 20, served: BAD.share }),
    ...scoredDimensions(service).flatMap((dimension) => badScores(service, dimension)),
  ],
};

/** A release that is malformed, but right: the roll-back of another dimension must not fire. */
export const unsafeRelease: Scenario = {
  ...badRelease,
  id: "unsafe-release",
  title:
    "A new version with most of the calls is unsafe and invalid JSON in 20 % of cases, but right, for 150 minutes",
  appliesTo: (service) => hasStructure(service) && evaluates("safety")(service),
  needs: "a prompt with structured output, and an evaluation of safety",
  incident: during(
    0,
    RELEASED,
    combine(
      { candidateShare: () => BAD.share },
      ofCandidate(({ safety }) => ({ safety: safety - BAD.drop, invalidJsonRate: 0.2 })),
    ),
  ),
  expects: (service) => [
    ...invalidCandidates(service, { percent: 20, served: BAD.share }),
    ...badScores(service, "safety"),
  ],
};

/** Wrong answers that parse: no reason to roll back at once. */
export const wellFormed: Scenario = {
  ...EVAL_HOURS,
  requestsPerMinute: 60,
  id: "wrong-but-well-formed",
  title:
    "A new version is wrong and unsafe, and its JSON is invalid in 0.3 % of cases, for 150 minutes",
  appliesTo: badRelease.appliesTo ?? hasStructure,
  needs: "a prompt with structured output, and an evaluation of correctness",
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ correctness, safety }) => ({
        correctness: correctness - DROP.drop,
        safety: safety - DROP.drop,
      })),
      affecting(() => ({ invalidJsonRate: 0.003 })),
    ),
  ),
  expects: (service) => [
    ...scoredDimensions(service).flatMap((dimension) =>
      droppedScores(service, "eval_regression", dimension, DROP),
    ),
    { signal: "invalid_json", optional: "rates of few calls reach 2 % by chance" },
  ],
};
