import type { Cell } from "./cell";
import type { Change } from "./estimates/estimate";
import { changeOfMean, changeOfRatio } from "./estimates/mean";
import { changeOfShare } from "./estimates/share";
import type { Stratum } from "./estimates/strata";
import type { Measure } from "./measures/measure";

/** How a measure changed; undefined where too little is known. */
export function changeOf(measure: Measure, strata: readonly Stratum[]): Change | undefined {
  if (strata.length === 0) return undefined;
  switch (measure.kind) {
    case "share":
      return changeOfShare(strata);
    case "mean":
      return changeOfMean(strata, measure.worse === "higher" ? 1 : -1);
    case "ratio":
      return changeOfRatio(strata);
  }
}

/** Pooled without care for the mix: what a table of versions shows. */
export function rawChangeOf({ kind, worse }: Measure, cells: readonly Cell[]): number {
  const level = (side: Cell["side"]): number => {
    let [events, total] = [0, 0];
    for (const cell of cells) {
      if (cell.side !== side) continue;
      events += cell.events;
      total += cell.total;
    }
    return total / events;
  };
  const [before, after] = [level("baseline"), level("candidate")];
  if (kind === "ratio") return after / before - 1;
  return worse === "higher" ? after - before : before - after;
}
