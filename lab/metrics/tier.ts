import type { Intervals } from "./intervals";
import type { Retention } from "./retention";

export const FINE_TIER = 0;
export const MINUTE_TIER = 1;
const HOUR_TIER = 2;
/** Beyond this many seconds whole hours are read by the hour. */
const LONG = 3 * 86_400;

/** The times of the first and the last point that a store has had, and what it keeps of them. */
export interface Kept {
  readonly retention: Retention;
  readonly earliest: number;
  readonly latest: number;
}

/** Index of the resolution at which to read: the finest that is needed, and is still kept. */
export function tierFor(kept: Kept, intervals: Intervals): number {
  const { first, last, phase, hourly } = intervals;
  // Before the first point nothing was lost.
  const from = Math.max(first, kept.earliest);
  const keeps = (tier: number) => from >= kept.latest - (kept.retention[tier]?.seconds ?? 0);
  if (last - first > LONG && hourly) return HOUR_TIER;
  if (phase !== 0 && keeps(FINE_TIER)) return FINE_TIER;
  return keeps(MINUTE_TIER) ? MINUTE_TIER : HOUR_TIER;
}

/** The same for the bins of distributions, which are kept by the minute and by the hour. */
export function binTierFor({ retention, earliest, latest }: Kept, { first }: Intervals): number {
  const oldest = latest - (retention[MINUTE_TIER]?.binSeconds ?? 0);
  return Math.max(first, earliest) >= oldest ? MINUTE_TIER : HOUR_TIER;
}
