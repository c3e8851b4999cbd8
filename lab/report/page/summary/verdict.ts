import type { AlertOutcome } from "../../../run";
import { alertName } from "../../head";
import type { RunReport } from "../../model";
import { duration, sinceOnset } from "../time";

export function whatItDid(alert: AlertOutcome): string {
  const { firedAtMinute, recoveredAtMinute, warnedAtMinute, times } = alert;
  if (firedAtMinute === null) {
    return warnedAtMinute === null ? "Silent" : `Warned ${sinceOnset(warnedAtMinute)}`;
  }
  const often = times > 1 ? `, ${times} times` : "";
  const recovery =
    recoveredAtMinute === null ? "not recovered" : `recovered ${sinceOnset(recoveredAtMinute)}`;
  return `Fired ${sinceOnset(firedAtMinute)}${often}, ${recovery}`;
}

export const EXPECTED: Readonly<Record<AlertOutcome["expected"], string>> = {
  fire: "Fire",
  silence: "Stay silent",
  either: "Either",
};

/** The run in two sentences. */
export function headline({ alerts, ok }: RunReport): string {
  const fired = alerts.flatMap(({ signal, firedAtMinute }) =>
    firedAtMinute === null ? [] : [signal],
  );
  const missed = unique(alerts.filter((one) => one.expected === "fire" && !one.ok));
  const unwanted = unique(alerts.filter((one) => one.expected === "silence" && !one.ok));
  if (missed.length > 0) return `${listed(missed)} should have fired, and did not.`;
  if (unwanted.length > 0) return `${listed(unwanted)} fired, and should not have.`;
  if (fired.length === 0)
    return ok ? "Nobody is paged, as it should be." : "Not all could be evaluated.";
  const first = Math.min(...alerts.flatMap(({ firedAtMinute }) => firedAtMinute ?? []));
  const after = first <= 0 ? "at once" : `${duration(first * 60)} after the incident began`;
  const signals = [...new Set(fired)];
  const when = signals.length > 1 && first > 0 ? `the first ${after}` : after;
  return `${listed(signals)} fired, ${when}. Every other alert stayed silent.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function unique(alerts: readonly AlertOutcome[]): string[] {
  return [...new Set(alerts.map(alertName))];
}
