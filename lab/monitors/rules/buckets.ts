import type { TimeSpan } from "../../query";

export const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds between two flushes of an agent: no bucket of its metrics is finer. */
export const FINE_BUCKET = 10;

/**
 * Seconds per bucket within a window. The page gives these sizes for full windows; for the
 * aggregation itself no size is documented, and these are the nearest.
 *
 * @see https://docs.datadoghq.com/monitors/types/metric/#data-window
 */
export function documentedBucket({ unit }: TimeSpan): number {
  if (unit === "s" || unit === "m") return MINUTE;
  if (unit === "h") return 10 * MINUTE;
  return unit === "mo" ? 4 * HOUR : HOUR;
}

/**
 * Four to six buckets per window, in whole minutes.
 *
 * @returns undefined where the window does not divide so.
 * @see https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/
 */
export function fewBuckets(windowSeconds: number): number | undefined {
  return [5, 4, 6].map((count) => windowSeconds / count).find((bucket) => bucket % MINUTE === 0);
}
