import type { GroupTags } from "../metrics";
import type { MonitorEvent } from "../monitors";
import { neverTold } from "./never-told";
import type { Observed } from "./outcome";

/** A notification, in the order of time. */
export interface NotificationSent {
  readonly minute: number;
  readonly transition: MonitorEvent["transition"];
  readonly status: MonitorEvent["to"];
  /** What it was before. */
  readonly previous: MonitorEvent["from"];
  readonly signal: string;
  readonly key: string;
  readonly group: GroupTags;
  readonly receivers: readonly string[];
  /** Those of them who hear of the end of a trouble, and never heard of the trouble. */
  readonly neverTold: readonly string[];
  /** What was measured; NaN where that is not known. */
  readonly value: number;
  readonly title: string;
  readonly message: string;
  /** Variables of the title and the message that have no value. */
  readonly unknownVariables: readonly string[];
}

/** Whether a notification calls for someone: of an alert, or of missing data where those are the alert. */
export function isPageSent({ status }: Pick<NotificationSent, "status">): boolean {
  return status === "Alert" || status === "No Data";
}

/** The notifications of the alerts. */
export function notifications({
  alerts,
  evaluator,
  onset,
}: Pick<Observed, "alerts" | "evaluator" | "onset">): NotificationSent[] {
  const byMonitor = new Map(alerts.map((alert) => [alert.monitor.id, alert]));
  const sent = evaluator.events.flatMap(
    ({ time, monitor, group, transition, from: previous, to, value, notification }) => {
      const alert = byMonitor.get(monitor);
      if (!alert || !notification || notification.receivers.length === 0) return [];
      const { signal, key } = alert;
      const minute = Math.round((time - onset) / 60);
      return [
        { minute, transition, status: to, previous, signal, key, group, value, ...notification },
      ];
    },
  );
  const strangers = neverTold(sent);
  return sent.map((one, index) => ({ ...one, neverTold: strangers[index] ?? [] }));
}
