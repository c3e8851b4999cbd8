import type { MonitorDefinition } from "../definition";

const DAY = 86_400;
/** Seconds, where the monitor says nothing. */
const NEW_GROUP_DELAY = 60;
const NEW_HOST_DELAY = 300;

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

/**
 * Seconds for which a new group is not evaluated. Hosts have a delay of their own, unless the one for
 * groups is set to another value than 0.
 *
 * @see https://docs.datadoghq.com/monitors/guide/monitor_api_options/
 * @see https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor
 */
export function delayOfNewGroups(
  { newGroupDelay, newHostDelay }: Pick<MonitorDefinition, "newGroupDelay" | "newHostDelay">,
  groupBy: readonly string[],
): number {
  if (newGroupDelay) return newGroupDelay;
  if (groupBy.includes("host")) return newHostDelay ?? NEW_HOST_DELAY;
  return newGroupDelay ?? NEW_GROUP_DELAY;
}
