import type { Measure } from "./measure";

/** What became of one case with one version. */
export interface CaseResult {
  readonly pass: boolean;
  /** 0 to 1, the best. */
  readonly score?: number | undefined;
  /** Whether the output parsed and matched its schema. */
  readonly validJson?: boolean | undefined;
  readonly costUsd?: number | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly latencyMs?: number | undefined;
  /** Who said that it passed: `llm_judge`, `heuristic`… */
  readonly type?: string | undefined;
  /** What a person said of the same answer. */
  readonly humanPass?: boolean | undefined;
}

/** A measure of cases, and how a result tells it. */
export interface CaseMeasureProps {
  readonly measure: Measure;
  /** 1 for a bad case and 0 for a good one, a score, or an amount; undefined where the result does not tell. */
  readonly valueOf: (result: CaseResult) => number | undefined;
  /** Why it does not decide, as the end of a sentence. */
  readonly distrusted?: string;
}

/** How much worse is still borne, by measure; see `Measure.margin`. */
export type CaseMargins = Readonly<
  Record<"failed_cases" | "score" | "invalid_json" | "cost", number | false>
>;

export const DEFAULT_CASE_MARGINS: CaseMargins = {
  failed_cases: 5,
  score: 5,
  invalid_json: 2,
  cost: 20,
};

const bad = (isGood: boolean | undefined): number | undefined =>
  isGood === undefined ? undefined : Number(!isGood);

/**
 * What is compared case by case. Tokens decide through what they cost. Latency is shown only: with so
 * many runs at once, it is not that of production.
 *
 * @param distrusted why the judge of passes and scores is not believed
 */
export function caseMeasures(margins: CaseMargins, distrusted?: string): CaseMeasureProps[] {
  const judged = distrusted === undefined ? {} : { distrusted };
  const ratio = { kind: "ratio", worse: "higher" } as const;
  return [
    {
      measure: {
        id: "failed_cases",
        title: "Failed cases",
        kind: "share",
        worse: "higher",
        margin: margins.failed_cases,
      },
      valueOf: ({ pass }) => bad(pass),
      ...judged,
    },
    {
      measure: {
        id: "invalid_json",
        title: "Invalid JSON",
        kind: "share",
        worse: "higher",
        margin: margins.invalid_json,
      },
      valueOf: ({ validJson }) => bad(validJson),
    },
    {
      measure: { id: "score", title: "Score", kind: "mean", worse: "lower", margin: margins.score },
      valueOf: ({ score }) => score,
      ...judged,
    },
    {
      measure: { ...ratio, id: "cost", title: "Cost per case", margin: margins.cost },
      valueOf: ({ costUsd }) => costUsd,
    },
    {
      measure: {
        ...ratio,
        id: "tokens",
        title: "Tokens per case",
        amount: "tokens",
        margin: false,
      },
      valueOf: ({ inputTokens, outputTokens }) =>
        inputTokens === undefined && outputTokens === undefined
          ? undefined
          : (inputTokens ?? 0) + (outputTokens ?? 0),
    },
    {
      measure: {
        ...ratio,
        id: "latency",
        title: "Latency per case",
        amount: "milliseconds",
        margin: false,
      },
      valueOf: ({ latencyMs }) => latencyMs,
    },
  ];
}
