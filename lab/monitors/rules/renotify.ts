import type { MonitorDefinition, RenotifyStatus } from "../definition";
import { Status } from "../status";

/** Renotification ends this long after the first alert. */
const STOPS_AFTER = 30 * 3_600;

const NAMES: Partial<Record<Status, RenotifyStatus>> = {
  [Status.Alert]: "alert",
  [Status.Warn]: "warn",
  [Status.NoData]: "no data",
};

export interface NotificationHistory {
  readonly lastNotifiedAt: number;
  readonly firstTriggeredAt: number;
  /** Renotifications sent since the status changed. */
  readonly renotified: number;
}

/**
 * Whether an unresolved status is notified again: `renotify_interval` after the last notification.
 *
 * @see https://docs.datadoghq.com/monitors/notify/#renotify
 */
export function isRenotificationDue(
  now: number,
  status: Status,
  definition: Pick<
    MonitorDefinition,
    "renotifyInterval" | "renotifyOccurrences" | "renotifyStatuses"
  >,
  history: NotificationHistory,
): boolean {
  const { renotifyInterval, renotifyOccurrences, renotifyStatuses } = definition;
  const name = NAMES[status];
  if (renotifyInterval <= 0 || !name || !renotifyStatuses.includes(name)) return false;
  return (
    now - history.lastNotifiedAt >= renotifyInterval &&
    history.renotified < renotifyOccurrences &&
    now - history.firstTriggeredAt <= STOPS_AFTER
  );
}
