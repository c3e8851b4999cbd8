import { aligned, hull, type Intervals } from "./intervals";
import type { Retention } from "./retention";

const MINUTE_TIER = 1;
const HOUR_TIER = 2;
/** Beyond this many seconds whole hours are read by the hour. */
const LONG = 3 * 86_400;

/** Index of the resolution at which to read: the finest that is needed, and is still kept. */
export function tierFor(
  retention: Retention,
  latest: number,
  intervals: Intervals,
  kept: "seconds" | "binSeconds",
): number {
  const { from, to } = hull(intervals);
  const keeps = (tier: number) => from >= latest - (retention[tier]?.[kept] ?? 0);
  if (to - from > LONG && aligned(intervals, 3_600)) return HOUR_TIER;
  if (!aligned(intervals, 60) && keeps(0)) return 0;
  return keeps(MINUTE_TIER) ? MINUTE_TIER : HOUR_TIER;
}
