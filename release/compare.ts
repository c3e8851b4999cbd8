import type { Cell } from "./cell";
import { changeOf, rawChangeOf } from "./change-of";
import type { Change } from "./estimates/estimate";
import { eventsOf, overlapOf, strataOf, type Overlap, type Stratum } from "./estimates/strata";
import type { Looks } from "./looks/looks";
import { marginOf, type Measure } from "./measures/measure";
import { requestsToDecide } from "./needed";
import { segmentsOf, type SegmentFinding } from "./segments";
import { holm } from "./statistics/holm";
import type { Interval } from "./statistics/interval";

/** Chance of rolling back an equal version, over all measures and looks. */
const ROLL_BACK_ALPHA = 0.01;
/** Chance of promoting a version that is worse by its margin. */
const PROMOTE_ALPHA = 0.01;

export type Decision = "promote" | "hold" | "roll_back";

/** A measure with its cells. */
export interface MeasuredCells {
  readonly measure: Measure;
  readonly cells: readonly Cell[];
  /** Why it could not be read, as the end of a sentence. */
  readonly unavailable?: string;
}

/** What became of one measure. */
export interface MeasureVerdict {
  readonly measure: Measure;
  /**
   * `worse`: beyond chance, and maybe beyond its margin. `fine`: not worse by its margin. `open`: too
   * little is known. `shown`: it has no margin. `no_data`: one of the versions has none to compare.
   */
  readonly outcome: "worse" | "fine" | "open" | "shown" | "no_data";
  /** Levels of both, as fractions or dollars. */
  readonly baseline?: number;
  readonly candidate?: number;
  /** Above 0 is worse; of ratios, a share of the baseline's. */
  readonly change?: number;
  readonly interval?: Interval;
  /** Events of each version that were compared. */
  readonly events: { readonly baseline: number; readonly candidate: number };
  readonly segments: readonly SegmentFinding[];
  /** What the change would look like without comparing like with like, where that would mislead. */
  readonly misleadingChange?: number;
  /** Why it could not be read: then nothing is promoted. */
  readonly unavailable?: string;
  /** More requests of the candidate that would probably decide it. */
  readonly moreRequests?: number;
}

export interface Comparison {
  readonly decision: Decision;
  readonly measures: readonly MeasureVerdict[];
  /** Requests of the candidate that would probably decide, where it is held. */
  readonly moreRequests?: number;
  /** Share of the candidate's requests that could be compared, from 0 to 1. */
  readonly comparable: number;
  readonly requests: { readonly baseline: number; readonly candidate: number };
  readonly looks: string;
}

interface Compared extends MeasuredCells {
  readonly strata: readonly Stratum[];
  readonly change: Change | undefined;
  /** n₁n₂/(n₁ + n₂) of its events. */
  readonly information: number;
}

/**
 * Decides between two versions. Any measure that is worse rolls back; a promotion needs every one to be
 * not worse by its margin.
 *
 * @param requests the requests themselves: they say what can be compared
 */
export function compareVersions(
  requests: readonly Cell[],
  measured: readonly MeasuredCells[],
  looks: Looks,
): Comparison {
  const overlap = overlapOf(requests);
  const compared = measured.map((one) => comparedOf(one, overlap));
  const guarded = compared.filter((one) => isGuarded(one) && one.change !== undefined);
  const fallen = holm(guarded.length, ROLL_BACK_ALPHA, (index, level) =>
    isWorse(guarded[index], level, looks),
  );
  const worse = new Map(guarded.map((one, index) => [one, fallen[index]] as const));
  const scale = sumOf(requests, "candidate");
  const measures = compared.map((one) =>
    verdictOf(one, worse.get(one), guarded.length, looks, scale),
  );
  const decision = decide(measures);
  const open = measures.flatMap(({ moreRequests }) => moreRequests ?? []);
  return {
    decision,
    measures,
    ...(decision === "hold" && open.length > 0 ? { moreRequests: Math.max(...open) } : {}),
    comparable: overlap.share,
    requests: { baseline: sumOf(requests, "baseline"), candidate: scale },
    looks: looks.sentence,
  };
}

/** Harm is proved by any one; that all is well only by all (intersection–union: each at the full level). */
function decide(measures: readonly MeasureVerdict[]): Decision {
  const guarded = measures.filter(({ measure }) => measure.margin !== false);
  if (guarded.some(({ outcome }) => outcome === "worse")) return "roll_back";
  // Neither version sends what the service does not have; one that stopped sending it holds.
  const needed = guarded.filter(
    ({ outcome, events, unavailable }) =>
      outcome !== "no_data" || events.baseline > 0 || unavailable !== undefined,
  );
  const isFine = ({ outcome, segments }: MeasureVerdict): boolean =>
    outcome === "fine" && segments.every(({ harmed }) => !harmed);
  return needed.length > 0 && needed.every(isFine) ? "promote" : "hold";
}

const isGuarded = ({ measure }: MeasuredCells): boolean => measure.margin !== false;

const sumOf = (cells: readonly Cell[], side: Cell["side"]): number =>
  cells.reduce((sum, cell) => (cell.side === side ? sum + cell.events : sum), 0);

function comparedOf({ measure, cells, ...rest }: MeasuredCells, overlap: Overlap): Compared {
  const strata = strataOf(cells, overlap);
  const [before, after] = [eventsOn(strata, "baseline"), eventsOn(strata, "candidate")];
  const information = before + after === 0 ? 0 : (before * after) / (before + after);
  const change = changeOf(measure, strata);
  return { measure, cells, ...rest, strata, change: change && remembering(change), information };
}

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

const eventsOn = (strata: readonly Stratum[], side: Cell["side"]): number =>
  strata.reduce((sum, stratum) => sum + eventsOf(stratum[side]), 0);

/** Worse beyond chance; but what is proved to be within the margin is borne. */
function isWorse(one: Compared | undefined, level: number, looks: Looks): boolean {
  if (!one?.change) return false;
  const { change, information } = one;
  if ((change.exactChance ?? 0) > level) return false;
  return change.at(looks.critical(level, information)).low > 0 && !isWithinMargin(one, looks);
}

function isWithinMargin({ change, measure, information }: Compared, looks: Looks): boolean {
  const margin = marginOf(measure);
  if (!change || margin === undefined) return false;
  return change.at(looks.critical(PROMOTE_ALPHA, information)).high < margin;
}

function verdictOf(
  one: Compared,
  fellAt: number | undefined,
  guarded: number,
  looks: Looks,
  requests: number,
): MeasureVerdict {
  const { measure, strata, change, information, cells } = one;
  const events = {
    baseline: change ? eventsOn(strata, "baseline") : sumOf(cells, "baseline"),
    candidate: change ? eventsOn(strata, "candidate") : sumOf(cells, "candidate"),
  };
  if (!change) {
    const why = one.unavailable === undefined ? {} : { unavailable: one.unavailable };
    return { measure, outcome: "no_data", events, segments: [], ...why };
  }
  const level = fellAt ?? ROLL_BACK_ALPHA / Math.max(1, guarded);
  const interval = {
    low: change.at(looks.critical(level, information)).low,
    high: change.at(looks.critical(PROMOTE_ALPHA, information)).high,
  };
  const outcome = outcomeOf(one, fellAt, looks);
  const critical = {
    harm: looks.critical(level, information),
    fine: looks.critical(PROMOTE_ALPHA, information),
  };
  const times =
    outcome === "open" ? requestsToDecide(change, marginOf(measure), critical) : undefined;
  const raw = rawChangeOf(measure, cells);
  const misleads = isMisleading(raw, change.value, interval);
  return {
    measure,
    outcome,
    baseline: change.baseline,
    candidate: change.candidate,
    change: change.value,
    interval,
    events,
    segments: outcome === "shown" ? [] : segmentsOf(measure, strata, looks),
    ...(misleads ? { misleadingChange: raw } : {}),
    ...(times === undefined ? {} : { moreRequests: Math.ceil((times - 1) * requests) }),
  };
}

function outcomeOf(
  one: Compared,
  fellAt: number | undefined,
  looks: Looks,
): MeasureVerdict["outcome"] {
  if (one.measure.margin === false) return "shown";
  if (fellAt !== undefined) return "worse";
  return isWithinMargin(one, looks) ? "fine" : "open";
}

/** A table of versions would say the opposite, or something outside of all that is likely. */
function isMisleading(raw: number, value: number, { low, high }: Interval): boolean {
  const half = Math.max(value - low, high - value);
  const isOpposite = Math.sign(raw) !== Math.sign(value) && Math.abs(raw - value) > half / 2;
  return Number.isFinite(raw) && (isOpposite || Math.abs(raw - value) > half);
}
