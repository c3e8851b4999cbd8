import type { Cell } from "./cell";
import { informationOf, type Compared } from "./compared";
import { verdictsOn } from "./compare";
import type { Change } from "./estimates/estimate";
import { changeOfMean, changeOfRatio } from "./estimates/mean";
import { onlyOnce, type Looks } from "./looks/looks";
import type { Measure } from "./measures/measure";
import type { CaseMeasureProps, CaseResult } from "./measures/case-measures";
import { mcnemar } from "./statistics/mcnemar";
import { tango } from "./statistics/tango";
import type { Comparison } from "./verdict";

/** The same case with both versions. */
export interface CasePair {
  readonly baseline: CaseResult;
  readonly candidate: CaseResult;
}

const ONCE: Looks = {
  ...onlyOnce,
  sentence:
    "One look at these cases: adding cases until the verdict is the one that is liked is not one.",
};

/**
 * Compares two versions case by case: what makes a case hard drops out, so that far fewer are needed
 * than of unpaired requests. The rules are those of production: any harm rolls back, a promotion needs
 * each measure to be not worse by its margin.
 */
export function comparePairs(
  pairs: readonly CasePair[],
  measures: readonly CaseMeasureProps[],
): Comparison {
  return verdictsOn(
    measures.map((props) => comparedOf(pairs, props)),
    ONCE,
    {
      sample: "cases",
      comparable: 1,
      requests: { baseline: pairs.length, candidate: pairs.length },
    },
  );
}

/** A case is a stretch of time of its own: its sums of both versions scatter together, as those of an hour do. */
function comparedOf(
  pairs: readonly CasePair[],
  { measure, valueOf, distrusted }: CaseMeasureProps,
): Compared {
  const values = pairs.map(({ baseline, candidate }) => ({
    baseline: valueOf(baseline),
    candidate: valueOf(candidate),
  }));
  const cells = values.flatMap((value, time) =>
    (["baseline", "candidate"] as const).flatMap((side): Cell[] => {
      const total = value[side];
      return total === undefined ? [] : [{ ...NOWHERE, side, time, events: 1, total }];
    }),
  );
  const both = pairedValues(pairs, valueOf);
  const hours = (side: Cell["side"]) => both.map((one) => ({ events: 1, total: one[side] }));
  const stratum = {
    ...NOWHERE,
    weight: 1,
    baseline: hours("baseline"),
    candidate: hours("candidate"),
  };
  return {
    measure,
    cells,
    strata: both.length === 0 ? [] : [stratum],
    change: both.length === 0 ? undefined : changeOf(measure, stratum, both),
    information: informationOf(both.length, both.length),
    ...(distrusted === undefined ? {} : { distrusted }),
  };
}

/** What cases tell, of those that tell it with both versions. */
export function pairedValues(
  pairs: readonly CasePair[],
  valueOf: (result: CaseResult) => number | undefined,
): Readonly<Record<Cell["side"], number>>[] {
  return pairs.flatMap((pair) => {
    const [baseline, candidate] = [valueOf(pair.baseline), valueOf(pair.candidate)];
    return baseline === undefined || candidate === undefined ? [] : [{ baseline, candidate }];
  });
}

const NOWHERE = { model: "", feature: "" };

function changeOf(
  { kind, worse }: Measure,
  stratum: Parameters<typeof changeOfRatio>[0][number],
  both: readonly Readonly<Record<Cell["side"], number>>[],
): Change | undefined {
  if (kind === "ratio") return changeOfRatio([stratum]);
  if (kind === "mean") return changeOfMean([stratum], worse === "higher" ? 1 : -1);
  return changeOfPairedShare(both);
}

/** Change of the share of cases that are bad: 1 for those that are, 0 for the others. */
function changeOfPairedShare(both: readonly Readonly<Record<Cell["side"], number>>[]): Change {
  const cases = both.length;
  const count = (matches: (one: (typeof both)[number]) => boolean): number =>
    both.filter(matches).length;
  const onlySecond = count(({ baseline, candidate }) => candidate > baseline);
  const onlyFirst = count(({ baseline, candidate }) => baseline > candidate);
  const share = (side: Cell["side"]): number => count((one) => one[side] > 0) / cases;
  return {
    baseline: share("baseline"),
    candidate: share("candidate"),
    value: (onlySecond - onlyFirst) / cases,
    error: Math.sqrt(onlySecond + onlyFirst) / cases,
    at: (z, more = 1) =>
      tango({ onlySecond: onlySecond * more, onlyFirst: onlyFirst * more, cases: cases * more }, z),
    exactChance: mcnemar(onlySecond, onlyFirst),
  };
}
