import type { MonitorDefinition } from "../definition";

/** What an evaluation makes of a window without any point. */
export type MissingDataAction =
  /** Compare 0 with the thresholds. */
  | { readonly kind: "zero" }
  | { readonly kind: "keep" }
  | { readonly kind: "resolve" }
  /** `after`: seconds since the last point. */
  | { readonly kind: "no data"; readonly notify: boolean; readonly after: number };

/** Whether a monitor is set to notify of missing data. */
export function notifiesOfNoData({
  onMissingData,
  notifyNoData,
}: Pick<MonitorDefinition, "onMissingData" | "notifyNoData">): boolean {
  if (onMissingData === undefined) return notifyNoData;
  return onMissingData === "show_and_notify_no_data";
}

/**
 * A monitor of before `on_missing_data` shows No Data, and notifies of it where `notify_no_data` says so;
 * it does not resolve by itself. With `default` a count query is evaluated as 0, and any other keeps its last status; `default_zero`
 * moves a count query to the latter.
 *
 * @param isCountQuery Whether the query reads counts, without `default_zero`.
 * @param defaultTimeframe Seconds, where `notify_no_data` comes without `no_data_timeframe`.
 * @see https://docs.datadoghq.com/monitors/guide/on_missing_data/
 * @see https://docs.datadoghq.com/monitors/configuration/#no-data
 */
export function missingDataAction(
  { onMissingData, notifyNoData, noDataTimeframe }: MonitorDefinition,
  isCountQuery: boolean,
  defaultTimeframe: number,
): MissingDataAction {
  switch (onMissingData) {
    case "resolve":
      return { kind: "resolve" };
    case "show_no_data":
      return { kind: "no data", notify: false, after: 0 };
    case "show_and_notify_no_data":
      return { kind: "no data", notify: true, after: 0 };
    default:
  }
  if (onMissingData === undefined) {
    return { kind: "no data", notify: notifyNoData, after: noDataTimeframe ?? defaultTimeframe };
  }
  return { kind: isCountQuery ? "zero" : "keep" };
}
