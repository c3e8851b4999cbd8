import { normalizeTagValue, releasesOf, type LlmServiceDeclaration } from "../../../telemetry";
import {
  versionsOf,
  type Expectation,
  modelsOf,
  type Incident,
  type Measured,
  type ModelChoice,
} from "../scenario";
import type { PlayedService } from "../measured-requests";
import { evaluatedShare, firstModel, shareOf } from "../shares";

/** Minutes from the release to its roll-back. */
export const RELEASED = 150;
/** Evaluations are compared over four hours: they need as much before and after. */
export const EVAL_HOURS = {
  hoursBefore: 4.5,
  hours: 7,
  ends: RELEASED,
  requestsPerMinute: 25,
} as const;

/** Half of the calls go to the candidate, whose scores are 30 points lower. */
export const DROP = { drop: 0.3, share: 0.5 };

export const release: Incident = { candidateShare: () => DROP.share };

export function hasStructure({ prompts }: LlmServiceDeclaration): boolean {
  return Object.values(prompts).some(({ structuredOutput }) => structuredOutput);
}

/** Whether a service evaluates a dimension. */
export function evaluates(dimension: string): (service: LlmServiceDeclaration) => boolean {
  return ({ evals = {} }) => Object.values<string>(evals).includes(dimension);
}

/**
 * The candidate of each prompt with structure, as the groups of invalid JSON name it.
 *
 * @param models whose groups have to fire, each by itself
 */
export function invalidCandidates(
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
export function droppedScores(
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
