import { releasesOf, type EvalDimension, type LlmServiceDeclaration } from "../../telemetry";
import { dayBefore, minus, per, times, type Expression } from "../datadog/expression";
import { read, type QueryBuilder, type Scope } from "../datadog/query";
import type { AlertDefinition, MeasureSettings, Signal } from "./signal";
import { inProportion } from "./thresholds";
import { measureChecks } from "./settings-checks";

const GROUPS = ["prompt_name"] as const;

/** Evaluations of test datasets and of shadows are of answers that nobody got: no production score. */
const OFFLINE = { not: ["pre_release", "shadow", "post_incident"] } as const;

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

/** Scores of one side of a comparison. */
interface Side {
  readonly total: Expression;
  readonly samples: Expression;
}

type ScoreQuery = QueryBuilder<(typeof SCORES)[ScoredDimension]["metric"]>;

function scores(dimension: ScoredDimension, scope: Scope): ScoreQuery {
  return read(SCORES[dimension].metric, scope).where({ eval_stage: OFFLINE });
}

function side(query: ScoreQuery): Side {
  const grouped = query.by(...GROUPS);
  return { total: grouped.asCount(), samples: grouped.samples() };
}

function yesterday(query: ScoreQuery): Side {
  const grouped = query.by(...GROUPS);
  return { total: dayBefore(grouped.asCount()), samples: dayBefore(grouped.samples()) };
}

/**
 * By how many points of 100 a side is below the other. Totals over counts: a mean of the means of
 * minutes would let the minute with one score weigh as much as that with a hundred.
 */
function drop(before: Side, now: Side): Expression {
  return times(100, minus(per(before.total, before.samples), per(now.total, now.samples)));
}

/** An alert of one side that is worse than another; both are guarded, as stray scores compare badly. */
function regression(
  now: (scope: Scope) => Side,
  before: (scope: Scope) => Side,
): Omit<AlertDefinition, "key" | "subject"> {
  return {
    thresholds: { unit: "points", side: "above", critical: 5, warningFor: inProportion(5, 3) },
    groupBy: GROUPS,
    measure: (scope) => ({ aggregator: "sum", expression: drop(before(scope), now(scope)) }),
    volume: (scope) => now(scope).samples,
    comparedVolume: (scope) => before(scope).samples,
  };
}

function againstYesterday(dimension: ScoredDimension): AlertDefinition {
  return {
    ...regression(
      (scope) => side(scores(dimension, scope)),
      (scope) => yesterday(scores(dimension, scope)),
    ),
    key: dimension,
    subject: `${SCORES[dimension].label} drop against yesterday`,
  };
}

function againstBaseline(
  dimension: ScoredDimension,
  prompt: string,
  baseline: string,
  candidate: string,
): AlertDefinition {
  const version = (prompt_version: string) => (scope: Scope) =>
    side(scores(dimension, scope).where({ prompt_name: prompt, prompt_version }));
  return {
    ...regression(version(candidate), version(baseline)),
    key: `${dimension}-release-${prompt}`,
    subject: `${SCORES[dimension].label} drop of ${prompt} ${candidate} against ${baseline}`,
    // It opens with the baselines and candidates of all releases selected.
    dashboard: "promptVersions",
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
  checks: measureChecks("points"),
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
} as const satisfies Signal<MeasureSettings>;
