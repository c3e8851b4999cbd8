import {
  check,
  checkObject,
  isList,
  isRecord,
  type Check,
  type Checks,
  type Problems,
} from "../telemetry";
import type { AttributeValue } from "./datadog/resource";
import { HANDLES, messageTextCheck } from "./props-validation";
import { PRIORITIES, type Priority } from "./signals/priority";

/**
 * The intervals that Datadog's editor offers, in minutes. Its API documents no list; public tools that
 * manage monitors take these only.
 */
export const INTERVALS = {
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

/** A page that nobody has acted on is repeated; what can wait is not. */
const DEFAULT_RENOTIFY: Renotify = { 1: { every: "30m" }, 2: { every: "2h" } };

/** What holds for one alert: its signal's own setting, or else what the service sets. */
export function renotifyOf(
  priority: Priority,
  own: RenotifySettings | false | undefined,
  all: Renotify | false = DEFAULT_RENOTIFY,
): RenotifySettings | undefined {
  const given = own ?? (all === false || isForAll(all) ? all : all[priority]);
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
export const checkRenotify: Check = check.optional((problems, path, given) => {
  if (given === false) return;
  const isByPriority = isRecord(given) && Object.keys(given).some((key) => /^\d/.test(key));
  if (isByPriority) checkObject(problems, path, given, BY_PRIORITY);
  else
    checkObject(problems, path, given, SETTINGS, `${SHAPE}, such settings by priority, or false`);
});

/** Reports what is wrong with the reminders of one signal or priority. */
export function checkRenotifySettings(problems: Problems, path: string, given: unknown): void {
  if (given === undefined || given === false) return;
  checkObject(problems, path, given, SETTINGS, `${SHAPE}, or false`);
}

const SHAPE = 'settings such as { every: "30m", times: 3 }';

const SETTINGS: Checks<RenotifySettings> = {
  every: (problems, path, given) => {
    problems.requireOneOf(path, given, Object.keys(INTERVALS));
  },
  times: check.optional(
    check.value(
      (given) => Number.isSafeInteger(given) && Number(given) >= 1,
      "a whole number from 1",
    ),
  ),
  statuses: check.optional((problems, path, given) => {
    const isFilled = isList(given) && given.length > 0;
    if (!isFilled) problems.add(path, given, `a list of ${STATUSES.join(", ")}`);
    else
      check.listOf((all, at, one) => void all.requireOneOf(at, one, STATUSES), "")(
        problems,
        path,
        given,
      );
  }),
  to: check.optional(HANDLES),
  text: check.optional(messageTextCheck),
};

const BY_PRIORITY = Object.fromEntries(
  PRIORITIES.map((priority) => [priority, checkRenotifySettings]),
) as unknown as Checks<RenotifyByPriority>;
