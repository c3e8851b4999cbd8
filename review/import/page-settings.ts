import { occasionsByReceiver } from "../changes/receivers";
import { INTERVALS, renotifyOf, type RenotifySettings } from "../../constructs/renotify";
import type { Receivers } from "../../constructs/receivers";
import { PRIORITIES, type Priority } from "../../constructs/signals/priority";
import type { AlertSettings, SignalDescription } from "../../constructs/signals/signal";
import type { Attributes } from "../resources";
import type { ExportedMonitor } from "./exported-monitor";

/** What a paging monitor tells people, as settings of its signal, where that is not the default. */
export function pageSettings(
  { attributes }: ExportedMonitor,
  signal: SignalDescription,
  defaultRunbook: string,
): AlertSettings {
  const given = PRIORITIES.find((one) => String(one) === String(attributes["priority"]));
  const priority = given ?? signal.priority;
  const message = messageOf(attributes);
  const [, runbook = defaultRunbook] = /^- Runbook: (https?:\/\/\S+)$/m.exec(message) ?? [];
  return {
    ...(priority === signal.priority ? {} : { priority }),
    ...(runbook === defaultRunbook ? {} : { runbook }),
    ...(attributes["draft_status"] === "draft" ? { draft: true } : {}),
    ...renotifySettings(attributes, priority),
  };
}

export function messageOf(attributes: Attributes): string {
  const { message } = attributes;
  return typeof message === "string" ? message.replace(/\$\$\{/g, "${") : "";
}

/** Who hears of alerts, warnings and recoveries; a handle outside of a block hears of all. */
export function receiversOf({ attributes }: ExportedMonitor): Receivers {
  const heard = [...occasionsByReceiver(messageOf(attributes))];
  const on = (...occasions: readonly string[]): string[] =>
    heard
      .filter(([, own]) => occasions.some((one) => own.has(one)))
      .map(([handle]) => `@${handle}`);
  const warning = on("of warnings", "of everything");
  const alert = on("of alerts", "of everything");
  // Whoever hears of a warning hears of its alert in any case.
  const only = alert.filter((one) => !warning.includes(one));
  const recovery = on("of recoveries");
  return {
    alert: only.length > 0 ? only : alert,
    ...(warning.length > 0 ? { warning } : {}),
    ...(recovery.length > 0 ? { recovery } : {}),
  };
}

function renotifySettings(
  attributes: Attributes,
  priority: Priority,
): Pick<AlertSettings, "renotify"> {
  const minutes = Number(attributes["renotify_interval"] ?? 0);
  const usual = renotifyOf(priority, undefined);
  if (minutes === 0) return usual === undefined ? {} : { renotify: false };
  const every = (Object.keys(INTERVALS) as RenotifySettings["every"][]).find(
    (one) => INTERVALS[one] === minutes,
  );
  if (every === undefined) return {};
  const settings = { every, ...reminders(attributes) };
  return JSON.stringify(settings) === JSON.stringify(usual) ? {} : { renotify: settings };
}

function reminders(attributes: Attributes): Omit<RenotifySettings, "every"> {
  const { renotify_occurrences: times, renotify_statuses: given } = attributes;
  const statuses = Array.isArray(given)
    ? (given.map(String) as NonNullable<RenotifySettings["statuses"]>)
    : undefined;
  const isUsual = statuses === undefined || [...statuses].sort().join() === "alert,no data";
  const message = messageOf(attributes);
  const to = [...occasionsByReceiver(message)].filter(([, own]) => own.has("by reminders"));
  const [, text = OPEN] = /\*\*Reminder:\*\* (.*)/.exec(message) ?? [];
  return {
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(isUsual ? {} : { statuses }),
    ...(to.length === 0 ? {} : { to: to.map(([handle]) => `@${handle}`) }),
    ...(text === OPEN ? {} : { text }),
  };
}

/** What a reminder says by itself. */
const OPEN = "This alert is still open.";
