/**
 * Statuses by severity, as composites rank them; 0 for a group that has not been evaluated.
 *
 * @see https://docs.datadoghq.com/monitors/types/composite/#computing-trigger-conditions
 */
export const Status = { None: 0, OK: 1, NoData: 2, Warn: 3, Alert: 4 } as const;
export type Status = (typeof Status)[keyof typeof Status];
export type StatusName = "OK" | "No Data" | "Warn" | "Alert";

const NAMES: readonly StatusName[] = ["OK", "OK", "No Data", "Warn", "Alert"];

export function statusName(status: Status): StatusName {
  return NAMES[status] ?? "OK";
}

export const isTriggered = (status: Status): boolean => status >= Status.NoData;
