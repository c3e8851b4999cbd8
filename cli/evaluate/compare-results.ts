import {
  agreementOf,
  agreementSentences,
  caseLatencySentence,
  caseMeasures,
  comparePairs,
  distrustOf,
  type CaseMargins,
  type Comparison,
} from "../../release";
import type { ReleaseHeader } from "../compare/release-report";
import { labelsAmong, readLabels } from "./labels";
import { pairedResults, type PairedVersions } from "./paired";
import type { StoredResult } from "./results";

export interface ResultsQuestion extends PairedVersions {
  /** As the command line names it. */
  readonly source: string;
  readonly margins: CaseMargins;
  /** File of what people said of the same answers. */
  readonly labels: string | undefined;
  /** The judge decides, however far it agrees with people. */
  readonly trustJudge: boolean;
}

/**
 * The verdict on results of `evaluate`, case by case.
 *
 * @throws UsageError where they are not of both versions over the same cases
 */
export function compareResults(
  results: readonly StoredResult[],
  question: ResultsQuestion,
): { readonly header: ReleaseHeader; readonly comparison: Comparison } {
  const { prompt, baseline, candidate, source, margins } = question;
  const { pairs, notes, isPartial } = pairedResults(results, question);
  const judge = judgeOf(results, question);
  const comparison = comparePairs(pairs, caseMeasures(margins, judge.distrusted));
  const latency = caseLatencySentence(pairs);
  const isHeld = isPartial && comparison.decision === "promote";
  return {
    header: {
      ...{ prompt, baseline, candidate, source },
      notes: [...notes, ...(latency === undefined ? [] : [latency]), ...judge.notes],
    },
    comparison: isHeld ? { ...comparison, decision: "hold" } : comparison,
  };
}

interface Judge {
  readonly distrusted?: string;
  readonly notes: readonly string[];
}

/** Whether what passed was said by a judge, and whether that is to be believed. */
function judgeOf(all: readonly StoredResult[], question: ResultsQuestion): Judge {
  const { prompt, baseline, candidate, labels: file, trustJudge } = question;
  const own = all.filter(
    (one) => (one.prompt ?? prompt) === prompt && [baseline, candidate].includes(one.version),
  );
  if (file === undefined && !own.some(({ type }) => type === "llm_judge")) return { notes: [] };
  const labels = [...labelsAmong(own), ...(file === undefined ? [] : readLabels(file, own))];
  const agreement = agreementOf(labels);
  const distrusted = distrustOf(agreement);
  const told = agreementSentences(agreement);
  if (distrusted === undefined) return { notes: told };
  if (trustJudge) {
    return { notes: [...told, `Its judge decides all the same (--trust-judge): ${distrusted}.`] };
  }
  return {
    distrusted,
    notes: [
      ...told,
      "--labels <file> says what people think of the same answers; --trust-judge decides without.",
    ],
  };
}
