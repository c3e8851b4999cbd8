import type { AlertOutcome, NotificationSent } from "../run";
import { sentFor } from "../run/sent-for";
import type { BeforeReport, MonitorReport, RunReport } from "./model";

/** What one alert did for one group, before and after; absent where it had no such group. */
export interface AlertChange {
  readonly before: Side | undefined;
  readonly after: Side | undefined;
}

export interface Side {
  readonly alert: AlertOutcome;
  readonly sent: readonly NotificationSent[];
}

type Compared = Pick<RunReport, "alerts" | "notifications">;

/** Alerts that did something else, or told somebody else. */
export function alertChanges(report: Compared, before: Compared): AlertChange[] {
  const [now, then] = [sides(report), sides(before)];
  const keys = [...new Set([...then.keys(), ...now.keys()])];
  return keys
    .map((key) => ({ before: then.get(key), after: now.get(key) }))
    .filter((change) => described(change.before) !== described(change.after));
}

function sides({ alerts, notifications }: Compared): Map<string, Side> {
  return new Map(
    alerts.map((alert) => {
      const { signal, key, group } = alert;
      return [JSON.stringify([signal, key, group]), { alert, sent: sentFor(alert, notifications) }];
    }),
  );
}

/** All of which a difference matters; a group that did nothing is as one that is not there. */
function described(side: Side | undefined): string {
  if (!side) return "";
  const { firedAtMinute, warnedAtMinute, recoveredAtMinute, times } = side.alert;
  if (firedAtMinute === null && warnedAtMinute === null && side.sent.length === 0) return "";
  const sent = side.sent.map(({ minute, transition, status, receivers }) => {
    return [minute, transition, status, receivers];
  });
  return JSON.stringify([firedAtMinute, warnedAtMinute, recoveredAtMinute, times, sent]);
}

/** A monitor whose query or thresholds are not what they were. */
export interface MonitorChange {
  readonly before: MonitorReport | undefined;
  readonly after: MonitorReport | undefined;
}

export function monitorChanges(
  { monitors }: Pick<RunReport, "monitors">,
  before: Pick<BeforeReport, "monitors">,
): MonitorChange[] {
  const ids = [...new Set([...before.monitors, ...monitors].map(({ id }) => id))];
  return ids
    .map((id) => ({
      before: before.monitors.find((one) => one.id === id),
      after: monitors.find((one) => one.id === id),
    }))
    .filter(({ before: then, after: now }) => asked(then) !== asked(now));
}

function asked(monitor: MonitorReport | undefined): string {
  return JSON.stringify([monitor?.query, monitor?.threshold]);
}
