import { normalizeTagValue, releasesOf, type LlmServiceDeclaration } from "../../../telemetry";
import type { Behaviour } from "../behaviour";
import {
  affecting,
  combine,
  during,
  versionsOf,
  type Expectation,
  modelsOf,
  type Incident,
  type Measured,
  type ModelChoice,
  type Scenario,
} from "../scenario";
import type { PlayedService } from "../measured-requests";
import { evaluatedShare, firstModel, shareOf } from "../shares";

/** Minutes from the release to its roll-back. */
const RELEASED = 150;
/** Evaluations are compared over four hours: they need as much before and after. */
const EVAL_HOURS = { hoursBefore: 4.5, hours: 7, ends: RELEASED, requestsPerMinute: 25 } as const;

/** Half of the calls go to the candidate, whose scores are 30 points lower. */
const DROP = { drop: 0.3, share: 0.5 };

const release: Incident = { candidateShare: () => DROP.share };

/** Changes the calls that the candidate version serves. */
export function ofCandidate(change: (behaviour: Behaviour) => Partial<Behaviour>): Incident {
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

/**
 * The candidate of each prompt with structure, as the groups of invalid JSON name it.
 *
 * @param models whose groups have to fire, each by itself
 */
function invalidCandidates(
  service: PlayedService,
  { percent, served }: { readonly percent: number; readonly served: number },
  models: readonly ModelChoice[] = service.measured ? modelsOf(service) : [],
): Expectation[] {
  const structured = Object.keys(service.prompts).filter(
    (prompt) => service.prompts[prompt]?.structuredOutput,
  );
  return structured.flatMap((prompt) => {
    const version = normalizeTagValue("version", versionsOf(service, prompt).candidate);
    const group = { prompt_name: prompt, prompt_version: version };
    const measuredOf = (model: ModelChoice): Measured => ({
      during: percent,
      share: served * shareOf(service, { prompt, model }),
    });
    const ofModels = models.map((model) => ({
      signal: "invalid_json",
      group: { ...group, model: normalizeTagValue("model", model.model) },
      measured: measuredOf(model),
    }));
    // Where all models have as many requests, any of them may be the first to fire.
    const ofAny = { signal: "invalid_json", group, measured: measuredOf(firstModel(service)) };
    return ofModels.length > 0 ? ofModels : [ofAny];
  });
}

/** Points by which single scores scatter: of one version, and of two versions that are mixed. */
const SCORES = 6;
function mixedScores({ drop, share }: { readonly drop: number; readonly share: number }): number {
  return Math.hypot(SCORES, 100 * drop * Math.sqrt(share * (1 - share)));
}

/** Scores of a dimension fall against yesterday by the candidate's share of them, and in full against its baseline. */
function droppedScores(
  service: PlayedService,
  signal: string,
  dimension: string,
  { drop, share }: { readonly drop: number; readonly share: number },
): Expectation[] {
  const scored = (prompt: string): number => evaluatedShare(service) * shareOf(service, { prompt });
  const released = releasesOf(service).map(({ prompt }) => ({
    signal,
    key: `${dimension}-release-${prompt}`,
    group: { prompt_name: prompt },
    measured: {
      during: 100 * drop,
      share: scored(prompt) * share,
      deviation: Math.hypot(SCORES, SCORES),
    },
  }));
  const all = Object.keys(service.prompts).map((prompt) => ({
    signal,
    key: dimension,
    group: { prompt_name: prompt },
    measured: {
      before: 0,
      during: 100 * drop * share,
      share: scored(prompt),
      deviation: Math.hypot(SCORES, mixedScores({ drop, share })),
    },
  }));
  return [...all, ...released];
}

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
