import type { AlertOutcome, RunRecording, Run } from "../run";
import type { FiredSignal, ReportHead } from "./model";

/** What the list of runs says of one. */
export function headOf(run: Run, { title, onset, isReplay = false }: RunRecording): ReportHead {
  const { service, scenario, ok, alerts, notifications, nothingRecorded } = run;
  return {
    ...(nothingRecorded ? { nothingRecorded } : {}),
    ...{ service, scenario, title, ok, onset, isReplay, isJudged: isJudged(run) },
    fired: firedSignals(alerts),
    missed: [...new Set(alerts.filter(isMissed).map(alertName))],
    notifications: notifications.length,
  };
}

/** Nothing is expected of the alerts over a recording, unless somebody says what. */
export function isJudged({ alerts }: Pick<Run, "alerts">): boolean {
  return alerts.length === 0 || alerts.some(({ expected }) => expected !== "either");
}

/** Name of an alert, as the product calls it. */
export function alertName({ signal, key }: Pick<AlertOutcome, "signal" | "key">): string {
  return key === "" ? signal : `${signal} · ${key}`;
}

function isMissed({ expected, ok }: AlertOutcome): boolean {
  return expected === "fire" && !ok;
}

/** By signal: which of its alerts fired is the run's own business. */
function firedSignals(alerts: readonly AlertOutcome[]): FiredSignal[] {
  const bySignal = new Map<string, FiredSignal>();
  for (const alert of alerts) {
    const { signal, firedAtMinute: minute, ok } = alert;
    if (minute === null) continue;
    const before = bySignal.get(signal) ?? { signal, minute, ok };
    bySignal.set(signal, {
      signal,
      minute: Math.min(before.minute, minute),
      ok: before.ok && ok,
    });
  }
  return [...bySignal.values()].sort((a, b) => a.minute - b.minute);
}
