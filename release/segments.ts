import { changeOf } from "./change-of";
import { eventsOf, type Stratum } from "./estimates/strata";
import type { Looks } from "./looks/looks";
import type { Measure } from "./measures/measure";
import { cochranQ } from "./statistics/cochran-q";
import { holm } from "./statistics/holm";

/** A declared part of the traffic, where the measure changed otherwise than elsewhere. */
export interface SegmentFinding {
  readonly tag: "model" | "feature";
  readonly value: string;
  readonly baseline: number;
  readonly candidate: number;
  readonly change: number;
  /** Worse beyond chance here. */
  readonly harmed: boolean;
}

/** Fewer events on a side, and a segment is an anecdote. */
const FEWEST_EVENTS = 50;
/** Chance at which segments that are alike would be told apart. */
const DIFFER_ALPHA = 0.01;

/**
 * The segments of a measure that differ from each other beyond chance; none where they do not. Models
 * and features are all that is asked: among enough segments, some always look bad.
 */
export function segmentsOf(
  measure: Measure,
  strata: readonly Stratum[],
  looks: Looks,
): SegmentFinding[] {
  return (["model", "feature"] as const).flatMap((tag) => segmentsBy(tag, measure, strata, looks));
}

function segmentsBy(
  tag: "model" | "feature",
  measure: Measure,
  strata: readonly Stratum[],
  looks: Looks,
): SegmentFinding[] {
  const values = [...new Set(strata.map((stratum) => stratum[tag]))];
  if (values.length < 2) return [];
  const parts = values.flatMap((value) => {
    const own = reweighted(strata.filter((stratum) => stratum[tag] === value));
    const [before, after] = [own, own].map((all, side) =>
      all.reduce((sum, one) => sum + eventsOf(side === 0 ? one.baseline : one.candidate), 0),
    ) as [number, number];
    const change = Math.min(before, after) < FEWEST_EVENTS ? undefined : changeOf(measure, own);
    if (!change) return [];
    const information = (before * after) / (before + after);
    return [{ value, change, information }];
  });
  if (
    parts.length < 2 ||
    parts.some(({ change: { error } }) => !(error > 0 && Number.isFinite(error)))
  )
    return [];
  const { chance } = cochranQ(parts.map(({ change }) => change));
  if (chance > DIFFER_ALPHA) return [];
  const harmed = holm(parts.length, DIFFER_ALPHA, (index, level) => {
    const part = parts[index];
    if (!part) return false;
    return part.change.at(looks.critical(level, part.information)).low > 0;
  });
  return parts.map(({ value, change }, index) => ({
    tag,
    value,
    baseline: change.baseline,
    candidate: change.candidate,
    change: change.value,
    harmed: harmed[index] !== undefined,
  }));
}

function reweighted(strata: readonly Stratum[]): Stratum[] {
  const all = strata.reduce((sum, { weight }) => sum + weight, 0);
  return strata.map((stratum) => ({ ...stratum, weight: stratum.weight / all }));
}
