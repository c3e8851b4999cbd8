import { normalizeTagValue, type LlmServiceDeclaration } from "../../../telemetry";
import type { Behaviour } from "../behaviour";
import {
  affecting,
  combine,
  during,
  firstModel,
  versionsOf,
  type Expectation,
  type Incident,
  type Scenario,
} from "../scenario";
import { firstModelGroup } from "./provider";

/** Minutes from the release to its roll-back. */
const RELEASED = 150;
/** Evaluations are compared over four hours: they need as much before and after. */
const EVAL_HOURS = { hoursBefore: 5, hours: 7.5, requestsPerMinute: 25 } as const;

const release: Incident = { candidateShare: () => 0.5 };

/** Changes the calls that the candidate version serves. */
function ofCandidate(change: (behaviour: Behaviour) => Partial<Behaviour>): Incident {
  return affecting((behaviour, kind, { service }) =>
    kind.version === versionsOf(service, kind.prompt).candidate ? change(behaviour) : {},
  );
}

const hasStructure = (service: LlmServiceDeclaration): boolean =>
  Object.values(service.prompts).some(({ structuredOutput }) => structuredOutput);
const evaluates =
  (dimension: string) =>
  (service: LlmServiceDeclaration): boolean =>
    Object.values<string>(service.evals ?? {}).includes(dimension);

function candidates(service: LlmServiceDeclaration, signal: string): Expectation[] {
  const structured = Object.entries(service.prompts).filter(
    ([, prompt]) => prompt.structuredOutput,
  );
  return structured.map(([prompt]) => ({
    signal,
    group: {
      prompt_name: prompt,
      prompt_version: normalizeTagValue("version", versionsOf(service, prompt).candidate),
    },
  }));
}

/** The guide's incident: a version that breaks its schema on one model only. */
export const promptRegression: Scenario = {
  id: "prompt-regression",
  title: "The new version's answers are invalid JSON in 6.8 % of cases on one model, else 1.1 %",
  requestsPerMinute: 160,
  hours: 1.5,
  appliesTo: hasStructure,
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
    ...candidates(service, "invalid_json").map((one) => ({
      ...one,
      group: { ...one.group, ...firstModelGroup(service) },
    })),
    { signal: "invalid_json", optional: "1.1 % is near 2 %, and rates of few calls are noise" },
  ],
};

/** Answers that are fluent, fast and wrong. */
export const correctnessDrop: Scenario = {
  ...EVAL_HOURS,
  id: "correctness-drop",
  title: "Correctness of a new version is 30 points lower, for 150 minutes",
  appliesTo: evaluates("correctness"),
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ correctness }) => ({ correctness: correctness - 0.3 })),
    ),
  ),
  expects: () => [{ signal: "eval_regression", key: "correctness" }],
};

export const safetyDrop: Scenario = {
  ...EVAL_HOURS,
  id: "safety-drop",
  title: "Safety of a new version is 30 points lower, for 150 minutes",
  appliesTo: evaluates("safety"),
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ safety }) => ({ safety: safety - 0.3 })),
    ),
  ),
  expects: () => [{ signal: "eval_regression", key: "safety" }],
};

/** The release that has to go back at once. */
export const badRelease: Scenario = {
  ...EVAL_HOURS,
  requestsPerMinute: 50,
  id: "bad-release",
  title: "A new version is wrong, unsafe and invalid JSON in 20 % of cases, for 150 minutes",
  appliesTo: (service) => hasStructure(service) && evaluates("correctness")(service),
  incident: during(
    0,
    RELEASED,
    combine(
      release,
      ofCandidate(({ correctness, safety }) => ({
        correctness: correctness - 0.3,
        safety: safety - 0.3,
        invalidJsonRate: 0.2,
      })),
    ),
  ),
  expects: (service) => [
    ...candidates(service, "invalid_json"),
    { signal: "eval_regression" },
    { signal: "rollback_prompt" },
  ],
};
