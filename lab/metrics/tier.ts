import type { Intervals } from "./intervals";
import type { Retention } from "./retention";

export const FINE_TIER = 0;
export const MINUTE_TIER = 1;
const HOUR_TIER = 2;
/** Beyond this many seconds whole hours are read by the hour. */
const LONG = 3 * 86_400;

/** Index of the resolution at which to read: the finest that is needed, and is still kept. */
export function tierFor(retention: Retention, latest: number, intervals: Intervals): number {
  const { first, last, phase, hourly } = intervals;
  const keeps = (tier: number) => first >= latest - (retention[tier]?.seconds ?? 0);
  if (last - first > LONG && hourly) return HOUR_TIER;
  if (phase !== 0 && keeps(FINE_TIER)) return FINE_TIER;
  return keeps(MINUTE_TIER) ? MINUTE_TIER : HOUR_TIER;
}

/** The same for the bins of distributions, which are kept by the minute and by the hour. */
export function binTierFor(retention: Retention, latest: number, { first }: Intervals): number {
  return first >= latest - (retention[MINUTE_TIER]?.binSeconds ?? 0) ? MINUTE_TIER : HOUR_TIER;
}
