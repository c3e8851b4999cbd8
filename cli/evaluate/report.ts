import type { Decision, PairedComparison } from "../../release";

const HEADLINES: Readonly<Record<Decision, string>> = {
  promote: "Promote: the candidate does not fail more cases by the margin.",
  roll_back: "Roll back: the candidate fails more cases, and not by chance.",
  hold: "Hold: too few cases to say.",
};

/** The verdict, and what it rests on. */
export function pairedReport(comparison: PairedComparison, margin: number): string {
  const { cases, passes, onlyBaselineFails, onlyCandidateFails, chance, worstRise } = comparison;
  const { score } = comparison;
  return [
    HEADLINES[comparison.decision],
    `- ${cases} cases: the baseline passes ${passes.baseline}, the candidate ${passes.candidate}.`,
    `- Only the candidate fails ${onlyCandidateFails}, only the baseline ${onlyBaselineFails}; ` +
      `were they alike, the chance of that would be ${percent(chance)} (McNemar).`,
    `- Failures rise by at most ${points(worstRise)} points; the margin is ${points(margin)}.`,
    ...(score === undefined
      ? []
      : [
          `- Scores change by ${points(score.value)} points, between ${points(score.low)} and ` +
            `${points(score.high)} (paired t).`,
        ]),
  ].join("\n");
}

const points = (share: number): string => (100 * share).toFixed(1);
const percent = (share: number): string => (share < 0.001 ? "below 0.1 %" : `${points(share)} %`);
