import { releasesOf, type EvalDimension, type LlmServiceDeclaration } from "../../telemetry";
import { minus } from "../datadog/expression";
import { read, type QueryBuilder, type Scope } from "../datadog/query";
import type { AlertDefinition, Signal } from "./signal";
import { inProportion } from "./thresholds";

const GROUPS = ["prompt_name"] as const;

/** Evaluations of test datasets are another population: they must not move a production score. */
const OFFLINE = { not: ["pre_release", "post_incident"] } as const;

const SCORES = {
  correctness: { metric: "llm.eval.correctness", label: "Correctness" },
  safety: { metric: "llm.eval.safety", label: "Safety" },
} as const;

type ScoredDimension = keyof typeof SCORES;

/** The dimensions that the service's evaluations measure and that have an alert. */
export function scoredDimensions(service: LlmServiceDeclaration): readonly ScoredDimension[] {
  const measured = new Set<EvalDimension>(Object.values(service.evals ?? {}));
  return (["correctness", "safety"] as const).filter((dimension) => measured.has(dimension));
}

type ScoreQuery = QueryBuilder<(typeof SCORES)[ScoredDimension]["metric"]>;

function scores(dimension: ScoredDimension, scope: Scope): ScoreQuery {
  return read(SCORES[dimension].metric, scope).where({ eval_stage: OFFLINE });
}

const DROP: Pick<AlertDefinition, "thresholds" | "groupBy" | "toQueryUnit"> = {
  thresholds: { unit: "points", side: "above", critical: 5, warningFor: inProportion(5, 3) },
  groupBy: GROUPS,
  // Scores run from 0 to 1 and people speak of points; a drop is a negative difference.
  toQueryUnit: (points) => -points / 100,
};

function againstYesterday(dimension: ScoredDimension): AlertDefinition {
  return {
    ...DROP,
    key: dimension,
    subject: `${SCORES[dimension].label} drop against yesterday`,
    measure: (scope) => ({
      aggregator: "avg",
      change: "1d",
      expression: scores(dimension, scope)
        .by(...GROUPS)
        .avg(),
    }),
    volume: (scope) =>
      scores(dimension, scope)
        .by(...GROUPS)
        .samples(),
  };
}

function againstBaseline(
  dimension: ScoredDimension,
  prompt: string,
  baseline: string,
  candidate: string,
): AlertDefinition {
  const version = (scope: Scope, prompt_version: string): ScoreQuery =>
    scores(dimension, scope).where({ prompt_name: prompt, prompt_version });
  return {
    ...DROP,
    key: `${dimension}-release-${prompt}`,
    subject: `${SCORES[dimension].label} drop of ${prompt} ${candidate} against ${baseline}`,
    measure: (scope) => ({
      aggregator: "avg",
      expression: minus(
        version(scope, candidate)
          .by(...GROUPS)
          .avg(),
        version(scope, baseline)
          .by(...GROUPS)
          .avg(),
      ),
    }),
    volume: (scope) =>
      version(scope, candidate)
        .by(...GROUPS)
        .samples(),
    variables: { prompt_version: candidate },
  };
}

export const evalRegression = {
  id: "eval_regression",
  title: "Eval regression",
  meaning: "Answers are fluent and fast, and worse than yesterday or than the version before.",
  dashboard: "quality",
  priority: 2,
  needs: "an eval that feeds correctness or safety",
  window: "4h",
  minRequests: 30,
  nextSteps: [
    "Check recent prompt versions: compare the score of each on the prompt version dashboard.",
    "Read failed evaluations in their traces, with retrieval and tool results beside them.",
    "Rule out the judge: compare it with human labels before you trust a drop.",
    "Roll back the prompt version if production metrics regressed as well.",
  ],
  spans: "operation_name:eval.score @eval.pass:false",
  alerts: (service) =>
    scoredDimensions(service).flatMap((dimension) => [
      againstYesterday(dimension),
      ...releasesOf(service).map(({ prompt, release }) =>
        againstBaseline(dimension, prompt, release.baseline, release.candidate),
      ),
    ]),
} as const satisfies Signal;
