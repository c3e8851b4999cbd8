import type { AlertOutcome } from "../../../run";
import { alertName } from "../../head";
import type { RunReport } from "../../model";
import { duration, momentText } from "../time";

export function whatItDid(alert: AlertOutcome, run: Pick<RunReport, "onset" | "isReplay">): string {
  const at = (minute: number): string => momentText(run, minute);
  const { firedAtMinute, recoveredAtMinute, warnedAtMinute, times } = alert;
  if (firedAtMinute === null) {
    return warnedAtMinute === null ? "Silent" : `Warned ${at(warnedAtMinute)}`;
  }
  const often = times > 1 ? `, ${times} times` : "";
  const recovery =
    recoveredAtMinute === null ? "not recovered" : `recovered ${at(recoveredAtMinute)}`;
  return `Fired ${at(firedAtMinute)}${often}, ${recovery}`;
}

export const EXPECTED: Readonly<Record<AlertOutcome["expected"], string>> = {
  fire: "Fire",
  silence: "Stay silent",
  either: "Either",
};

/** The run in two sentences. */
export function headline(report: RunReport): string {
  const { alerts, ok } = report;
  const fired = alerts.flatMap(({ signal, firedAtMinute }) =>
    firedAtMinute === null ? [] : [signal],
  );
  const missed = alerts.filter((one) => one.expected === "fire" && !one.ok);
  const unwanted = alerts.filter((one) => one.expected === "silence" && !one.ok);
  if (missed.length > 0) return sentence(missed, "should have fired, and did not");
  if (unwanted.length > 0) return sentence(unwanted, "fired, and should not have");
  if (fired.length === 0) return ok ? nobodyPaged(report) : "Not all could be evaluated.";
  const first = Math.min(...alerts.flatMap(({ firedAtMinute }) => firedAtMinute ?? []));
  if (report.isReplay === true) {
    const named = listed([...new Set(fired)]);
    return `${named} fired, first at ${momentText(report, first)}. Every other alert stayed silent.`;
  }
  const after = first <= 0 ? "at once" : `${duration(first * 60)} after the incident began`;
  const signals = [...new Set(fired)];
  const when = signals.length > 1 && first > 0 ? `the first ${after}` : after;
  return `${listed(signals)} fired, ${when}. Every other alert stayed silent.`;
}

function nobodyPaged({ isJudged, nothingRecorded }: RunReport): string {
  if (nothingRecorded) return "The recording has nothing that these monitors read.";
  return isJudged ? "Nobody is paged, as it should be." : "Nobody would have been paged.";
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Names that are read one by one; more are counted by signal. */
const MAX_NAMES = 4;

function sentence(alerts: readonly AlertOutcome[], did: string): string {
  const byName = new Map(alerts.map((alert) => [alertName(alert), alert.signal]));
  if (byName.size <= MAX_NAMES) return `${listed([...byName.keys()])} ${did}.`;
  const signals = [...byName.values()];
  const counts = [...new Set(signals)].map((signal) => {
    const count = signals.filter((one) => one === signal).length;
    return count === 1 ? signal : `${signal} (${count})`;
  });
  return `${byName.size} alerts ${did}: ${listed(counts)}.`;
}
