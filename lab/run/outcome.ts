import type { GroupTags } from "../metrics";
import type { MonitorEvaluator, MonitorEvent, Verdict } from "../monitors";
import type { Expectation } from "../scenarios";
import type { Alert } from "./alerts";

/** What one alert did for one group; or, without a group, that it stayed silent. */
export interface AlertOutcome {
  readonly signal: string;
  readonly key: string;
  readonly monitor: string;
  readonly group: GroupTags;
  /** Minutes since the incident began, at the first alert; `null` where it stayed silent. */
  readonly firedAtMinute: number | null;
  /** Minutes since the incident began, at the last recovery; `null` where it did not recover. */
  readonly recoveredAtMinute: number | null;
  /** How often it fired. */
  readonly times: number;
  /** Minute of the first warning, where it warned. */
  readonly warnedAtMinute: number | null;
  /** What the scenario expects of it. */
  readonly expected: "fire" | "silence" | "either";
  readonly ok: boolean;
  /** The undocumented points on which this verdict depends. */
  readonly dependsOnUndocumented: readonly string[];
}

/** A notification, in the order of time. */
export interface NotificationSent {
  readonly minute: number;
  readonly transition: MonitorEvent["transition"];
  readonly status: MonitorEvent["to"];
  readonly signal: string;
  readonly group: GroupTags;
  readonly receivers: readonly string[];
  readonly title: string;
  readonly message: string;
}

export interface Observed {
  readonly alerts: readonly Alert[];
  readonly evaluator: MonitorEvaluator;
  /** Seconds since the epoch. */
  readonly onset: number;
  readonly expectations: readonly Expectation[];
}

export function matchesAlert(expectation: Expectation, { signal, key }: Alert): boolean {
  if (expectation.signal !== signal) return false;
  const { key: wanted } = expectation;
  return wanted === undefined || key === wanted || key.startsWith(`${wanted}-`);
}

function matchesGroup({ group = {} }: Expectation, tags: GroupTags): boolean {
  // An alert that is not grouped by a tag cannot tell its values apart.
  return Object.entries(group).every(([tag, value]) => (tags[tag] ?? value) === value);
}

/** What each alert did, beside what was expected of it. */
export function outcomes(observed: Observed): AlertOutcome[] {
  const verdicts = observed.evaluator.verdicts();
  return observed.alerts.flatMap((alert) =>
    outcomesOf(
      alert,
      verdicts.filter(({ monitor }) => monitor === alert.monitor.id),
      observed,
    ),
  );
}

function outcomesOf(
  alert: Alert,
  verdicts: readonly Verdict[],
  { onset, expectations, evaluator }: Observed,
): AlertOutcome[] {
  const own = expectations.filter((expectation) => matchesAlert(expectation, alert));
  const required = own.filter(({ optional }) => optional === undefined);
  const minute = (time: number): number => Math.round((time - onset) / 60);
  const common = { signal: alert.signal, key: alert.key, monitor: alert.monitor.id };
  const groups = evaluator
    .statuses(alert.monitor.id)
    .map(({ group }) => group)
    .filter((group) => verdicts.some((verdict) => isOf(verdict, group)));
  const found = groups.map((group): AlertOutcome => {
    const mine = verdicts.filter((verdict) => isOf(verdict, group));
    const fired = mine.filter(({ status, from }) => status === "Alert" && from !== undefined);
    const warned = mine.find(({ status, from }) => status === "Warn" && from !== undefined);
    const last = mine.filter(({ from }) => from !== undefined).at(-1);
    const wanted = own.find((expectation) => matchesGroup(expectation, group));
    const expected = wanted === undefined ? "silence" : wanted.optional ? "either" : "fire";
    return {
      ...common,
      group,
      firedAtMinute: fired[0]?.from === undefined ? null : minute(fired[0].from),
      recoveredAtMinute: fired.length > 0 && last?.to !== undefined ? minute(last.to) : null,
      times: fired.length,
      warnedAtMinute: warned?.from === undefined ? null : minute(warned.from),
      expected,
      ok: expected !== "silence" || fired.length === 0,
      dependsOnUndocumented: [...new Set(mine.flatMap((one) => one.dependsOnUndocumented))],
    };
  });
  const missed = required.filter(
    (expectation) =>
      !found.some((one) => one.firedAtMinute !== null && matchesGroup(expectation, one.group)),
  );
  const silent = {
    ...common,
    firedAtMinute: null,
    recoveredAtMinute: null,
    times: 0,
    warnedAtMinute: null,
    dependsOnUndocumented: [],
  };
  const misses = missed.map(({ group = {} }): AlertOutcome => ({
    ...silent,
    group,
    expected: "fire",
    ok: false,
  }));
  if (found.length + misses.length > 0) return [...found, ...misses];
  return [{ ...silent, group: {}, expected: own.length > 0 ? "either" : "silence", ok: true }];
}

function isOf({ group }: Verdict, other: GroupTags): boolean {
  return JSON.stringify(group) === JSON.stringify(other);
}

/** The notifications of the alerts. */
export function notifications({ alerts, evaluator, onset }: Observed): NotificationSent[] {
  const byMonitor = new Map(alerts.map((alert) => [alert.monitor.id, alert]));
  return evaluator.events.flatMap(({ time, monitor, group, transition, to, notification }) => {
    const alert = byMonitor.get(monitor);
    if (!alert || !notification || notification.receivers.length === 0) return [];
    const { receivers, title, message } = notification;
    const minute = Math.round((time - onset) / 60);
    return [
      { minute, transition, status: to, signal: alert.signal, group, receivers, title, message },
    ];
  });
}
