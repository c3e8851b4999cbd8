import type { Measure } from "./measures/measure";
import type { SegmentFinding } from "./segments";
import type { Interval } from "./statistics/interval";

export type Decision = "promote" | "hold" | "roll_back";

/** What became of one measure. */
export interface MeasureVerdict {
  readonly measure: Measure;
  /**
   * `worse`: beyond chance, and maybe beyond its margin. `fine`: not worse by its margin. `open`: too
   * little is known. `shown`: it has no margin. `unused`: its judge is not known to agree with people.
   * `no_data`: one of the versions has none to compare.
   */
  readonly outcome: "worse" | "fine" | "open" | "shown" | "unused" | "no_data";
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
  /** Why it does not decide: nothing is promoted without it. */
  readonly distrusted?: string;
  /** More requests, or cases, of the candidate that would probably decide it. */
  readonly moreRequests?: number;
}

export interface Comparison {
  readonly decision: Decision;
  readonly measures: readonly MeasureVerdict[];
  /** What the versions are compared by: requests of their own each, or the same cases. */
  readonly sample: "requests" | "cases";
  /** More of them for the candidate that would probably decide, where it is held. */
  readonly moreRequests?: number;
  /** Share of the candidate's requests that could be compared, from 0 to 1. */
  readonly comparable: number;
  readonly requests: { readonly baseline: number; readonly candidate: number };
  readonly looks: string;
}

/** Harm is proved by any one; that all is well only by all (intersection–union: each at the full level). */
export function decide(measures: readonly MeasureVerdict[]): Decision {
  const guarded = measures.filter(({ measure }) => measure.margin !== false);
  if (guarded.some(({ outcome }) => outcome === "worse")) return "roll_back";
  const needed = guarded.filter((one) => one.outcome !== "no_data" || isMissed(one));
  const isFine = ({ outcome, segments }: MeasureVerdict): boolean =>
    outcome === "fine" && segments.every(({ harmed }) => !harmed);
  return needed.length > 0 && needed.every(isFine) ? "promote" : "hold";
}

/**
 * Whether a measure that cannot be compared holds the release. Neither version sends what the service does
 * not have, unless the release names a margin for it; one that stopped sending it holds.
 */
export function isMissed({ measure, outcome, events, unavailable }: MeasureVerdict): boolean {
  if (outcome !== "no_data" || measure.margin === false) return false;
  return events.baseline > 0 || unavailable !== undefined || measure.isDeclared === true;
}
