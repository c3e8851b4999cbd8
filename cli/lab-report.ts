import type { AlertOutcome, NotificationSent, Run } from "../lab";
import { isPageSent } from "../lab/run/notifications";
import { runName } from "../lab/run/run-name";
import { labOverview } from "./lab-overview";
import { table } from "./table";
import { bold } from "./terminal";
import { inLine } from "./terminal-safe";

export interface LabReportProps {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours: boolean;
  /** Whether to print what each notification says. */
  readonly messages: boolean;
}

/** Groups that are named where the same is said of several. */
const MAX_NAMED = 2;

const PLAIN: LabReportProps = { width: 100, colours: false, messages: false };

/** What each alert did in each scenario, the notifications in order, and a table of it all. */
export function labReport(
  runs: readonly Run[],
  props: LabReportProps = PLAIN,
  notPlayed: readonly (readonly string[])[] = [],
): string {
  const failed = runs.filter(({ ok }) => !ok).length;
  return [
    ...runs.flatMap((run) => [...runLines(run, props), ""]),
    ...labOverview(runs, props),
    ...doubtLines(runs, props),
    ...(notPlayed.length === 0 ? [] : ["Not played:", ...table(notPlayed, props.width), ""]),
    failed === 0
      ? `${runs.length} ${runs.length === 1 ? "run" : "runs"}: every expected alert fired, and no other.`
      : `${failed} of ${runs.length} runs are not as expected (marked with !).`,
  ].join("\n");
}

function runLines(run: Run, props: LabReportProps): string[] {
  const { scenario, ok, requests } = run;
  const title = bold(inLine(`${runName(run)}: ${scenario}`), props.colours);
  return [
    `${ok ? "ok" : "NOT OK"}  ${title} (${requests.toLocaleString("en")} requests)`,
    ...alertLines(run, props),
    ...reasonLines(run, props),
    ...unwatchedLines(run, props),
    ...notificationLines(run.notifications, props),
  ];
}

/** A row per alert and group that did something or should have; the silent ones are counted. */
export function alertLines({ alerts, unsupported }: Run, { width }: LabReportProps): string[] {
  const refused = new Set(unsupported.map(({ monitor }) => monitor));
  const evaluated = alerts.filter(({ monitor }) => !refused.has(monitor));
  const shown = evaluated.filter(
    ({ ok, firedAtMinute, warnedAtMinute, noDataAtMinute }) =>
      !ok || firedAtMinute !== null || warnedAtMinute !== null || noDataAtMinute !== null,
  );
  const rows = shown.map((alert) => [
    alert.ok ? " " : "!",
    nameOf(alert),
    whatItDid(alert),
    groupText(alert.group),
  ]);
  const silent = evaluated.length - shown.length;
  return [
    ...table(rows, width),
    `   ${silent} ${silent === 1 ? "alert" : "alerts"} silent`,
    ...evaluated.flatMap((alert) =>
      alert.problems.map((problem) => inLine(`!  ${nameOf(alert)}: ${problem}`)),
    ),
    ...unsupported.map(({ name, monitor, reason }) => inLine(`!  ${name} (${monitor}): ${reason}`)),
  ];
}

/** Why alerts did what they did, where that is not what the incident is about. */
function reasonLines({ alerts }: Run, { width }: LabReportProps): string[] {
  const groups = new Map<string, string[]>();
  for (const alert of alerts) {
    const { because, ok, firedAtMinute } = alert;
    if (because === undefined || !ok) continue;
    const did = firedAtMinute === null ? "silent" : "fired";
    const key = JSON.stringify([`${nameOf(alert)} ${did}`, because]);
    groups.set(key, [...(groups.get(key) ?? []), groupText(alert.group)]);
  }
  const rows = [...groups].map(([key, own]) => {
    const [alert = "", because = ""] = JSON.parse(key) as string[];
    const first = own.slice(0, MAX_NAMED).join(", ");
    const more = own.length > MAX_NAMED ? `, and ${own.length - MAX_NAMED} more groups` : "";
    return [" ", `${alert} (${first}${more}): ${because}`];
  });
  return table(rows, width);
}

/** What the incident should set off, and nothing is there to be set off. */
function unwatchedLines({ unwatched = [] }: Run, { width }: LabReportProps): string[] {
  if (unwatched.length === 0) return [];
  return table([[" ", `no alert watches for it: there is no ${unwatched.join(", no ")}`]], width);
}

export function notificationLines(
  sent: readonly NotificationSent[],
  { width, messages }: LabReportProps,
): string[] {
  const rows = sent.map(({ minute, transition, status, receivers, neverTold, title, group }) => [
    `${neverTold.length === 0 ? " " : "!"}  minute ${minute}`,
    transition === "recovered" ? "recovered" : status.toLowerCase(),
    `${title} (${groupText(group)}), to ${receivers.join(" ")}${strangers(neverTold)}`,
  ]);
  if (!messages) return table(rows, width);
  return sent.flatMap(({ message }, index) => [
    ...table(rows.slice(index, index + 1), width),
    ...message.split("\n").map((line) => `     | ${line}`.trimEnd()),
  ]);
}

function strangers(neverTold: readonly string[]): string {
  if (neverTold.length === 0) return "";
  return `; never told of the trouble: ${neverTold.join(" ")}`;
}

/** What the mark of a name means, where one is marked. */
export function doubtLines(runs: readonly Run[], { width }: LabReportProps): string[] {
  const marked = runs.some((run) => run.alerts.some(isInDoubt));
  const meaning =
    "* would be otherwise under another interpretation of what the documentation leaves open";
  return marked ? table([[meaning]], width) : [];
}

const isInDoubt = ({ dependsOnUndocumented }: AlertOutcome): boolean =>
  dependsOnUndocumented.length > 0;

function nameOf(alert: AlertOutcome): string {
  const name = alert.key === "" ? alert.signal : `${alert.signal}/${alert.key}`;
  return isInDoubt(alert) ? `${name} *` : name;
}

function whatItDid(alert: AlertOutcome): string {
  const { firedAtMinute, recoveredAtMinute, warnedAtMinute, noDataAtMinute, isDraft } = alert;
  if (firedAtMinute === null) {
    const warned = isDraft ? "would have warned" : "warned";
    const did = [
      ...(warnedAtMinute === null ? [] : [`${warned} ${warnedAtMinute}`]),
      ...(noDataAtMinute === null ? [] : [`no data ${noDataAtMinute}`]),
    ];
    return did.join(", ") || "silent";
  }
  const recovery = recoveredAtMinute === null ? "not recovered" : `recovered ${recoveredAtMinute}`;
  return `${isDraft ? "draft, would have paged" : "fired"} ${firedAtMinute}, ${recovery}`;
}

function groupText(group: AlertOutcome["group"]): string {
  return Object.values(group).join(" ") || "-";
}

/** The runs for scripts. Minutes count from the beginning of the incident. */
export function labJson(runs: readonly Run[]): object {
  return {
    ok: runs.every(({ ok }) => ok),
    runs: runs.map(({ scenario, service, env, startedAt, requests, ok, ...run }) => {
      const { alerts, notifications, unsupported, unwatched = [], nothingRecorded } = run;
      return {
        scenario,
        service,
        env,
        startedAt,
        requests,
        ok,
        alerts: alerts.map(({ isDraft, ...alert }) => ({
          ...alert,
          ...(isDraft ? { draft: true } : {}),
          dependsOnUndocumented: alert.dependsOnUndocumented.length > 0,
        })),
        notifications: notifications.map(
          ({ message: _message, unknownVariables: _unknown, value, ...sent }) => ({
            ...sent,
            value: Number.isNaN(value) ? null : value,
          }),
        ),
        pages: notifications
          .filter(isPageSent)
          .map(({ minute, receivers, title }) => ({ minute, receivers, title })),
        unsupported,
        ...(unwatched.length > 0 ? { unwatched } : {}),
        ...(nothingRecorded ? { nothingRecorded } : {}),
      };
    }),
  };
}

/** One test case per run. */
export function junitReport(runs: readonly Run[]): string {
  const cases = runs.map((run) => {
    const { ok, scenario, alerts, unsupported, nothingRecorded } = run;
    const head = `  <testcase classname="${escapeXml(runName(run))}" name="${escapeXml(scenario)}"`;
    if (ok && nothingRecorded) {
      return `${head}><skipped message="The recording has nothing that these monitors read."/></testcase>`;
    }
    if (ok) return `${head}/>`;
    const problems = [
      ...alerts.flatMap((one) => one.problems.map((problem) => `${nameOf(one)}: ${problem}`)),
      ...unsupported.map(({ name, reason }) => `${name}: ${reason}`),
    ];
    return `${head}><failure message="${escapeXml(problems.join("; "))}"/></testcase>`;
  });
  const failures = runs.filter(({ ok }) => !ok).length;
  const skipped = runs.filter(({ ok, nothingRecorded }) => ok && nothingRecorded).length;
  const skips = skipped === 0 ? "" : ` skipped="${skipped}"`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuite name="datadog-llm lab" tests="${runs.length}" failures="${failures}"${skips}>`,
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

/** XML has no place for control characters, escaped or not. */
function escapeXml(text: string): string {
  return inLine(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
