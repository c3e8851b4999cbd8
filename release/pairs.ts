import type { Decision } from "./verdict";
import { clopperPearson } from "./statistics/clopper-pearson";
import type { Estimate } from "./statistics/interval";
import { mcnemar } from "./statistics/mcnemar";
import { pairedDifference } from "./statistics/paired-t";
import { normalQuantileAbove } from "./statistics/special/normal";
import { tQuantileAbove } from "./statistics/special/students-t";

/** What became of one case with one version. */
export interface CaseResult {
  readonly pass: boolean;
  /** 0 to 1, the best. */
  readonly score?: number | undefined;
}

/** The same case with both versions. */
export interface CasePair {
  readonly baseline: CaseResult;
  readonly candidate: CaseResult;
}

/** Two versions over the same cases. */
export interface PairedComparison {
  readonly decision: Decision;
  readonly cases: number;
  readonly passes: { readonly baseline: number; readonly candidate: number };
  readonly onlyBaselineFails: number;
  readonly onlyCandidateFails: number;
  /** Chance of so many cases that only the candidate fails, were both versions alike. */
  readonly chance: number;
  /** The share of cases that fail rises by at most so much. */
  readonly worstRise: number;
  /** Mean change of the scores, shown only; absent below two cases that both have one. */
  readonly score?: Estimate;
}

/** Chance of an error of either kind, as in production. */
const ALPHA = 0.01;

/**
 * Compares two versions case by case: a case that both pass or both fail says nothing of their
 * difference, so that far fewer are needed than of unpaired requests.
 *
 * @param margin how much more often cases may fail, from 0 to 1
 */
export function comparePairs(pairs: readonly CasePair[], margin: number): PairedComparison {
  const cases = pairs.length;
  const count = (matches: (pair: CasePair) => boolean): number => pairs.filter(matches).length;
  const onlyCandidateFails = count((pair) => pair.baseline.pass && !pair.candidate.pass);
  const onlyBaselineFails = count((pair) => !pair.baseline.pass && pair.candidate.pass);
  const chance = mcnemar(onlyCandidateFails, onlyBaselineFails);
  const worstRise = boundOfRise(onlyCandidateFails, onlyBaselineFails, cases);
  const score = scoreChange(pairs);
  return {
    decision: chance <= ALPHA ? "roll_back" : worstRise < margin ? "promote" : "hold",
    cases,
    passes: {
      baseline: count((pair) => pair.baseline.pass),
      candidate: count((pair) => pair.candidate.pass),
    },
    onlyBaselineFails,
    onlyCandidateFails,
    chance,
    worstRise,
    ...(score && { score }),
  };
}

/**
 * Exact bounds of both shares, each at half the chance (Bonferroni): an interval from the scatter of
 * pairs has no width where all agree, and would promote after two cases.
 */
function boundOfRise(onlyCandidate: number, onlyBaseline: number, cases: number): number {
  if (cases === 0) return 1;
  const z = normalQuantileAbove(ALPHA / 2);
  const most = clopperPearson(onlyCandidate, cases, z).high;
  return most - clopperPearson(onlyBaseline, cases, z).low;
}

function scoreChange(pairs: readonly CasePair[]): Estimate | undefined {
  const changes = pairs.flatMap(({ baseline, candidate }) =>
    baseline.score === undefined || candidate.score === undefined
      ? []
      : [candidate.score - baseline.score],
  );
  if (changes.length < 2) return undefined;
  const { value, error, degrees } = pairedDifference(changes);
  const reach = tQuantileAbove(ALPHA, degrees) * error;
  return { value, low: value - reach, high: value + reach };
}
