import type { Cell } from "./cell";
import { rawChangeOf } from "./change-of";
import {
  comparedOf,
  eventsOn,
  isGuarded,
  isWithinMargin,
  isWorse,
  PROMOTE_ALPHA,
  ROLL_BACK_ALPHA,
  sumOf,
  type Compared,
  type MeasuredCells,
} from "./compared";
import { overlapOf } from "./estimates/strata";
import type { Looks } from "./looks/looks";
import { marginOf } from "./measures/measure";
import { requestsToDecide } from "./needed";
import { segmentsOf } from "./segments";
import { holm } from "./statistics/holm";
import type { Interval } from "./statistics/interval";
import { decide, type Comparison, type MeasureVerdict } from "./verdict";

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
  return verdictsOn(compared, looks, {
    sample: "requests",
    comparable: overlap.share,
    requests: { baseline: sumOf(requests, "baseline"), candidate: sumOf(requests, "candidate") },
  });
}

/** The verdict on measures, whose changes are known. */
export function verdictsOn(
  compared: readonly Compared[],
  looks: Looks,
  sampled: Pick<Comparison, "sample" | "comparable" | "requests">,
): Comparison {
  const guarded = compared.filter((one) => isGuarded(one) && one.change !== undefined);
  const fallen = holm(guarded.length, ROLL_BACK_ALPHA, (index, level) =>
    isWorse(guarded[index], level, looks),
  );
  const worse = new Map(guarded.map((one, index) => [one, fallen[index]] as const));
  const measures = compared.map((one) =>
    verdictOf(one, worse.get(one), guarded.length, looks, sampled.requests.candidate),
  );
  const decision = decide(measures);
  const open = measures.flatMap(({ moreRequests }) => moreRequests ?? []);
  return {
    decision,
    measures,
    ...(decision === "hold" && open.length > 0 ? { moreRequests: Math.max(...open) } : {}),
    ...sampled,
    looks: looks.sentence,
  };
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
    segments: outcome === "shown" || outcome === "unused" ? [] : segmentsOf(measure, strata, looks),
    ...(misleads ? { misleadingChange: raw } : {}),
    ...(one.distrusted === undefined ? {} : { distrusted: one.distrusted }),
    ...(times === undefined ? {} : { moreRequests: Math.ceil((times - 1) * requests) }),
  };
}

function outcomeOf(
  one: Compared,
  fellAt: number | undefined,
  looks: Looks,
): MeasureVerdict["outcome"] {
  if (one.measure.margin === false) return "shown";
  if (one.distrusted !== undefined) return "unused";
  if (fellAt !== undefined) return "worse";
  return isWithinMargin(one, looks) ? "fine" : "open";
}

/** A table of versions would say the opposite, or something outside of all that is likely. */
function isMisleading(raw: number, value: number, { low, high }: Interval): boolean {
  const half = Math.max(value - low, high - value);
  const isOpposite = Math.sign(raw) !== Math.sign(value) && Math.abs(raw - value) > half / 2;
  return Number.isFinite(raw) && (isOpposite || Math.abs(raw - value) > half);
}
