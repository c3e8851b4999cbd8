/** More empty buckets than this, and the window is not full. */
const MAX_EMPTY = 3;

/**
 * A window is full with at least one point in its first bucket and at most three empty buckets.
 * Otherwise the evaluation is cancelled, and the status stays.
 *
 * @param points Number of points per bucket, oldest first.
 * @see https://docs.datadoghq.com/monitors/types/metric/#data-window
 */
export function isFullWindow(points: Float64Array): boolean {
  if (!points[0]) return false;
  return points.filter((count) => count === 0).length <= MAX_EMPTY;
}
