import type { AlertOutcome, Run } from "../lab";
import { table } from "./table";

/** Widest line that we print. */
const WIDTH = 96;

/** What each alert did in each scenario, and the notifications in order. */
export function labReport(runs: readonly Run[]): string {
  const failed = runs.filter(({ ok }) => !ok).length;
  return [
    ...runs.flatMap(runLines),
    failed === 0
      ? `${runs.length} runs: every expected alert fired, and no other.`
      : `${failed} of ${runs.length} runs are not as expected (marked with !).`,
  ].join("\n");
}

function runLines(run: Run): string[] {
  const { scenario, service, alerts, notifications, unsupported } = run;
  const shown = alerts.filter(
    ({ ok, firedAtMinute, warnedAtMinute }) =>
      !ok || firedAtMinute !== null || warnedAtMinute !== null,
  );
  const silent = alerts.length - shown.length;
  const rows = shown.map((alert) => [
    alert.ok ? " " : "!",
    nameOf(alert),
    whatItDid(alert),
    groupText(alert.group),
  ]);
  const paged = notifications.filter(({ status }) => status === "Alert");
  const sent = paged.map(({ minute, receivers, title }) => [
    `  minute ${minute}`,
    receivers.join(" "),
    title,
  ]);
  return [
    `${run.ok ? "ok" : "NOT OK"}  ${service}: ${scenario} (${silent} alerts silent)`,
    ...table(rows, WIDTH),
    ...table(sent, WIDTH),
    ...unsupported.map(({ monitor, reason }) => `! ${monitor}: ${reason}`),
    "",
  ];
}

function nameOf({ signal, key, dependsOnUndocumented }: AlertOutcome): string {
  const name = key === "" ? signal : `${signal}/${key}`;
  return dependsOnUndocumented.length > 0 ? `${name} *` : name;
}

function whatItDid(alert: AlertOutcome): string {
  const { firedAtMinute, recoveredAtMinute, warnedAtMinute } = alert;
  if (firedAtMinute === null)
    return warnedAtMinute === null ? "silent" : `warned ${warnedAtMinute}`;
  const recovery = recoveredAtMinute === null ? "not recovered" : `recovered ${recoveredAtMinute}`;
  return `fired ${firedAtMinute}, ${recovery}`;
}

function groupText(group: AlertOutcome["group"]): string {
  return Object.values(group).join(" ") || "-";
}

/** The runs for scripts. Minutes count from the beginning of the incident. */
export function labJson(runs: readonly Run[]): object {
  return {
    ok: runs.every(({ ok }) => ok),
    runs: runs.map(({ scenario, service, alerts, notifications }) => ({
      scenario,
      service,
      alerts: alerts.map((alert) => ({
        signal: alert.signal,
        group: alert.group,
        firedAtMinute: alert.firedAtMinute,
        recoveredAtMinute: alert.recoveredAtMinute,
        expected: alert.expected === "fire",
        dependsOnUndocumented: alert.dependsOnUndocumented.length > 0,
      })),
      pages: notifications
        .filter(({ status }) => status === "Alert")
        .map(({ minute, receivers, title }) => ({ minute, receivers, title })),
    })),
  };
}

/** One test case per run. */
export function junitReport(runs: readonly Run[]): string {
  const cases = runs.map(({ ok, scenario, service, alerts, unsupported }) => {
    const head = `  <testcase classname="${escapeXml(service)}" name="${escapeXml(scenario)}"`;
    if (ok) return `${head}/>`;
    const problems = [
      ...alerts.filter((alert) => !alert.ok).map((one) => `${nameOf(one)}: ${whatItDid(one)}`),
      ...unsupported.map(({ monitor, reason }) => `${monitor}: ${reason}`),
    ];
    return `${head}><failure message="${escapeXml(problems.join("; "))}"/></testcase>`;
  });
  const failures = runs.filter(({ ok }) => !ok).length;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuite name="datadog-llm lab" tests="${runs.length}" failures="${failures}">`,
    ...cases,
    "</testsuite>",
    "",
  ].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
