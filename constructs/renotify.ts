import type { Problems } from "../telemetry";
import type { AttributeValue } from "./datadog/resource";
import { checkHandles, checkMessageText } from "./props-validation";
import { PRIORITIES, type Priority } from "./signals/priority";

/**
 * The intervals that Datadog's editor offers, in minutes. Its API documents no list; public tools that
 * manage monitors take these only.
 */
const INTERVALS = {
  "10m": 10,
  "20m": 20,
  "30m": 30,
  "40m": 40,
  "50m": 50,
  "1h": 60,
  "90m": 90,
  "2h": 120,
  "3h": 180,
  "4h": 240,
  "5h": 300,
  "6h": 360,
  "12h": 720,
  "24h": 1440,
} as const;

export type RenotifyInterval = keyof typeof INTERVALS;

const STATUSES = ["alert", "warn", "no data"] as const;

/**
 * Reminders of an alert that nobody has resolved.
 *
 * @example { every: "30m", times: 3, to: ["@pagerduty-lead"], text: "Nobody has acted yet." }
 * @see https://docs.datadoghq.com/monitors/notify/#renotify
 */
export interface RenotifySettings {
  /** Time from one notification to the next, such as `30m` or `2h`. */
  readonly every: RenotifyInterval;
  /** How many reminders at most. @default - until the alert is resolved; Datadog ends them after 30 hours */
  readonly times?: number;
  /** Statuses that remind. @default ["alert", "no data"] */
  readonly statuses?: readonly (typeof STATUSES)[number][];
  /**
   * Handles that hear of reminders, beside those that heard of the alert. Of the recovery they hear only
   * where `notify.recovery` names them.
   * @default - nobody else
   */
  readonly to?: readonly string[];
  /** What a reminder says before everything else of the message. @default "This alert is still open." */
  readonly text?: string;
}

/** Reminders by priority; a priority that is not named has none. */
export type RenotifyByPriority = Readonly<Partial<Record<Priority, RenotifySettings | false>>>;

/** Reminders of all alerts of a service: the same for all, or by priority. */
export type Renotify = RenotifySettings | RenotifyByPriority;

/** What holds for one alert: its signal's own setting, or else what the service sets. */
export function renotifyOf(
  priority: Priority,
  own: RenotifySettings | false | undefined,
  all: Renotify = {},
): RenotifySettings | undefined {
  const given = own ?? (isForAll(all) ? all : all[priority]);
  return given === false ? undefined : given;
}

function isForAll(all: Renotify): all is RenotifySettings {
  return "every" in all;
}

/** The monitor's attributes; none without reminders. */
export function renotifyAttributes(
  settings: RenotifySettings | undefined,
): Readonly<Record<string, AttributeValue>> {
  if (!settings) return {};
  return {
    renotify_interval: INTERVALS[settings.every],
    renotify_occurrences: settings.times,
    renotify_statuses: settings.statuses ?? ["alert", "no data"],
  };
}

/** Reports what is wrong with the reminders of a whole service. */
export function checkRenotify(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  const shape = 'settings such as { every: "30m", times: 3 }, or such settings by priority';
  if (!problems.require(isObject(given), path, given, shape)) return;
  const byPriority = Object.entries(given as object);
  if (byPriority.some(([key]) => /^\d/.test(key))) {
    for (const [priority, settings] of byPriority) {
      const known = PRIORITIES.map(String).includes(priority);
      if (problems.require(known, `${path}.${priority}`, settings, "priorities 1 to 5"))
        checkRenotifySettings(problems, `${path}.${priority}`, settings);
    }
  } else {
    checkRenotifySettings(problems, path, given);
  }
}

const KNOWN = [
  "every",
  "times",
  "statuses",
  "to",
  "text",
] as const satisfies (keyof RenotifySettings)[];

/** Reports what is wrong with the reminders of one signal or priority. */
export function checkRenotifySettings(problems: Problems, path: string, given: unknown): void {
  if (given === undefined || given === false) return;
  const shape = 'settings such as { every: "30m", times: 3 }, or false';
  if (!problems.require(isObject(given), path, given, shape)) return;
  const { every, times, statuses, to, text } = given as Record<string, unknown>;
  for (const [key, value] of Object.entries(given as object)) {
    const known = (KNOWN as readonly string[]).includes(key);
    problems.require(known, `${path}.${key}`, value, KNOWN.join(", "));
  }
  const offered = Object.keys(INTERVALS);
  problems.require(
    typeof every === "string" && offered.includes(every),
    `${path}.every`,
    every,
    `an interval that Datadog offers: ${offered.join(", ")}`,
  );
  if (times !== undefined) {
    const whole = Number.isInteger(times) && (times as number) >= 1;
    problems.require(whole, `${path}.times`, times, "a whole number from 1");
  }
  if (statuses !== undefined) checkStatuses(problems, `${path}.statuses`, statuses);
  if (to !== undefined) checkHandles(problems, `${path}.to`, to);
  if (text !== undefined) checkMessageText(problems, `${path}.text`, text);
}

function checkStatuses(problems: Problems, path: string, given: unknown): void {
  const known =
    Array.isArray(given) &&
    given.length > 0 &&
    given.every((status) => (STATUSES as readonly unknown[]).includes(status));
  problems.require(known, path, given, `a list of ${STATUSES.join(", ")}`);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
