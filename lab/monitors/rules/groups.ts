const DAY = 86_400;

/**
 * A group is forgotten a day after its last point.
 *
 * @see https://docs.datadoghq.com/monitors/manage/status/
 */
export function hasAgedOut(secondsSinceLastPoint: number): boolean {
  return secondsSinceLastPoint > DAY;
}

/**
 * A group that has not been seen for a day is new, and is not evaluated for a while: a fresh prompt
 * version starts with few, unusual requests. Applies to monitors with groups only.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#new-group-delay
 */
export function isTooNew(now: number, seenSince: number, newGroupDelay: number): boolean {
  return now - seenSince < newGroupDelay;
}
