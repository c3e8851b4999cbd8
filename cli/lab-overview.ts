import type { AlertOutcome, Run } from "../lab";
import { runName } from "../lab/run/run-name";
import { bold } from "./terminal";
import { inLine } from "./terminal-safe";

export interface OverviewProps {
  readonly width: number;
  readonly colours: boolean;
}

const LEGEND = [
  "4-54: fired at minute 4, recovered at 54",
  "4-: not recovered",
  "(8): warned",
  ".: silent",
  "~: silent, for want of traffic or by chance",
  "?: not evaluated",
  "!: wrong",
];
const CELL = 7;

/** Per service, a table of scenarios and alerts, in as many parts as the width takes. */
export function labOverview(runs: readonly Run[], { width, colours }: OverviewProps): string[] {
  const services = [...new Set(runs.map(runName))];
  const tables = services.flatMap((service) => {
    const own = runs.filter((run) => runName(run) === service);
    return own.length < 2 ? [] : [bold(inLine(service), colours), ...serviceTable(own, width), ""];
  });
  return tables.length === 0 ? [] : [...tables, ...flow(LEGEND, width), ""];
}

/** Scenarios have long names, so the alerts' columns are numbered, and named below. */
function serviceTable(runs: readonly Run[], width: number): string[] {
  const signals = [...new Set(runs.flatMap(({ alerts }) => alerts.map(({ signal }) => signal)))];
  const names = Math.max(...runs.map(({ scenario }) => scenario.length)) + 1;
  const perPart = Math.max(1, Math.floor((width - names) / CELL));
  const parts: string[] = [];
  for (let from = 0; from < signals.length; from += perPart) {
    const columns = signals.slice(from, from + perPart);
    const heads = columns.map((_, index) => letter(from + index).padStart(CELL)).join("");
    parts.push(
      `${" ".repeat(names)}${heads}`,
      ...runs.map((run) => {
        const cells = columns.map((signal) => cell(run, signal).padStart(CELL)).join("");
        return `${run.scenario.padEnd(names)}${cells}`;
      }),
    );
  }
  return [
    ...parts,
    ...flow(
      signals.map((signal, index) => inLine(`${letter(index)} ${signal}`)),
      width,
    ),
  ];
}

/** Over all groups of a signal's alerts: the first that fired, and the last that recovered. */
function cell({ alerts, unsupported }: Run, signal: string): string {
  const own = alerts.filter((alert) => alert.signal === signal);
  const refused = new Set(unsupported.map(({ monitor }) => monitor));
  if (own.length > 0 && own.every(({ monitor }) => refused.has(monitor))) return "?";
  const fired = own.flatMap(({ firedAtMinute }) => firedAtMinute ?? []);
  const mark = own.every(({ ok }) => ok) ? "" : "!";
  if (fired.length === 0) return `${mark}${warnedOrSilent(own)}`;
  const recovered = own
    .filter(({ firedAtMinute }) => firedAtMinute !== null)
    .map(({ recoveredAtMinute }) => recoveredAtMinute ?? Infinity);
  const last = Math.max(...recovered);
  return `${mark}${Math.min(...fired)}-${Number.isFinite(last) ? last : ""}`;
}

function warnedOrSilent(alerts: readonly AlertOutcome[]): string {
  const warned = alerts.flatMap(({ warnedAtMinute }) => warnedAtMinute ?? []);
  if (warned.length > 0) return `(${Math.min(...warned)})`;
  return alerts.some(({ because }) => because !== undefined) ? "~" : ".";
}

function letter(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

/** Entries one after another, as many to a line as fit. */
function flow(entries: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const longer = `${lines.at(-1) ?? ""}   ${entry}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(entry);
  }
  return lines;
}
