import type { AlertOutcome, Run } from "../lab";
import { isPageSent } from "../lab/run";

/** Head of the table of runs in `docs/alerts.md`. */
export const ALERT_COLUMNS = [
  "Scenario",
  "Service",
  "Fired",
  "Group",
  "Minute (bound)",
  "Told",
  "Number",
  "Recovered",
  "Other alerts",
  "Depends on an undocumented point",
];

/** One row per alert and group that fired, and one for a run in which none did. */
export function alertRows(run: Run): string[][] {
  const fired = run.alerts.filter(({ firedAtMinute }) => firedAtMinute !== null);
  const silent = `${new Set(run.alerts.map(({ monitor }) => monitor)).size - new Set(fired.map(({ monitor }) => monitor)).size} silent`;
  const common = [`\`${run.scenario}\``, run.service];
  if (fired.length === 0) return [[...common, "none", "", "", "", "", "", silent, ""]];
  return fired.map((alert) => [
    ...common,
    alert.key === "" ? alert.signal : `${alert.signal}/${alert.key}`,
    Object.values(alert.group).join(" "),
    alert.firesBy === null
      ? `${alert.firedAtMinute}`
      : `${alert.firedAtMinute} (≤ ${alert.firesBy})`,
    told(run, alert),
    alert.value === null ? "" : String(Number(alert.value.toPrecision(3))),
    alert.recoveredAtMinute === null ? "no" : `${alert.recoveredAtMinute}`,
    silent,
    alert.dependsOnUndocumented.join("; "),
  ]);
}

/** Who was told of the first alert. */
function told(run: Run, alert: AlertOutcome): string {
  const sent = run.notifications.find(
    ({ status, signal, key, group }) =>
      isPageSent({ status }) &&
      signal === alert.signal &&
      key === alert.key &&
      JSON.stringify(group) === JSON.stringify(alert.group),
  );
  return sent?.receivers.join(", ") ?? "";
}
