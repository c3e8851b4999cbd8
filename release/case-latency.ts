import { pairedValues, type CasePair } from "./pairs";
import { quantileRanks } from "./statistics/order-statistics";
import { countText } from "./words/numbers";

const CONFIDENCE = 0.95;
const SHOWN = [
  { quantile: 0.5, title: "half of the cases" },
  { quantile: 0.95, title: "95 % of them" },
] as const;

/**
 * How long cases took, for display: a mean hides the slow ones. Undefined where no pair has times, or
 * too few have for an interval.
 */
export function caseLatencySentence(pairs: readonly CasePair[]): string | undefined {
  const timed = pairedValues(pairs, ({ latencyMs }) => latencyMs);
  const sorted = (side: keyof CasePair): number[] =>
    timed.map((one) => one[side]).sort((a, b) => a - b);
  const [before, after] = [sorted("baseline"), sorted("candidate")];
  const told = SHOWN.flatMap(({ quantile, title }) => {
    const ranks = quantileRanks(timed.length, quantile, CONFIDENCE);
    if (!ranks) return [];
    const at = (values: readonly number[], rank: number): string =>
      countText(values[rank - 1] ?? NaN);
    const text = (values: readonly number[]): string =>
      `${at(values, Math.ceil(quantile * values.length))} ms ` +
      `(${at(values, ranks.low)} to ${at(values, ranks.high)})`;
    return [`of ${title}, up to ${text(before)} → ${text(after)}`];
  });
  return told.length === 0 ? undefined : `Latency ${told.join("; ")}.`;
}
