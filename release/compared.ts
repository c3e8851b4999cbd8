import type { Cell } from "./cell";
import { changeOf } from "./change-of";
import type { Change } from "./estimates/estimate";
import { eventsOf, strataOf, type Overlap, type Stratum } from "./estimates/strata";
import type { Looks } from "./looks/looks";
import { marginOf, type Measure } from "./measures/measure";
import type { Interval } from "./statistics/interval";

/** Chance of rolling back an equal version, over all measures and looks. */
export const ROLL_BACK_ALPHA = 0.01;
/** Chance of promoting a version that is worse by its margin. */
export const PROMOTE_ALPHA = 0.01;

/** A measure with its cells. */
export interface MeasuredCells {
  readonly measure: Measure;
  readonly cells: readonly Cell[];
  /** Why it could not be read, as the end of a sentence. */
  readonly unavailable?: string;
  /** Why it does not decide, as the end of a sentence: who scores is not known to agree with people. */
  readonly distrusted?: string;
}

export interface Compared extends MeasuredCells {
  readonly strata: readonly Stratum[];
  readonly change: Change | undefined;
  /** n₁n₂/(n₁ + n₂) of its events. */
  readonly information: number;
}

export const isGuarded = ({ measure, distrusted }: MeasuredCells): boolean =>
  measure.margin !== false && distrusted === undefined;

export const sumOf = (cells: readonly Cell[], side: Cell["side"]): number =>
  cells.reduce((sum, cell) => (cell.side === side ? sum + cell.events : sum), 0);

export function comparedOf({ measure, cells, ...rest }: MeasuredCells, overlap: Overlap): Compared {
  const strata = strataOf(cells, overlap);
  const [before, after] = [eventsOn(strata, "baseline"), eventsOn(strata, "candidate")];
  const information = informationOf(before, after);
  const change = changeOf(measure, strata);
  return { measure, cells, ...rest, strata, change: change && remembering(change), information };
}

export const informationOf = (before: number, after: number): number =>
  before + after === 0 ? 0 : (before * after) / (before + after);

/** The same few bounds are asked for again and again. */
function remembering(change: Change): Change {
  const known = new Map<number, Interval>();
  const at: Change["at"] = (z, more = 1) => {
    if (more !== 1) return change.at(z, more);
    let interval = known.get(z);
    if (!interval) known.set(z, (interval = change.at(z)));
    return interval;
  };
  return { ...change, at };
}

export const eventsOn = (strata: readonly Stratum[], side: Cell["side"]): number =>
  strata.reduce((sum, stratum) => sum + eventsOf(stratum[side]), 0);

/** Worse beyond chance; but what is proved to be within the margin is borne. */
export function isWorse(one: Compared | undefined, level: number, looks: Looks): boolean {
  if (!one?.change) return false;
  const { change, information } = one;
  if ((change.exactChance ?? 0) > level) return false;
  return change.at(looks.critical(level, information)).low > 0 && !isWithinMargin(one, looks);
}

export function isWithinMargin({ change, measure, information }: Compared, looks: Looks): boolean {
  const margin = marginOf(measure);
  if (!change || margin === undefined) return false;
  return change.at(looks.critical(PROMOTE_ALPHA, information)).high < margin;
}
