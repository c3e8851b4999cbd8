import type { Problems } from "../telemetry";
import { checkReceivers } from "./props-validation";
import { NOTIFICATION_RULES, type NotificationRules, type Receivers } from "./receivers";
import { PRIORITIES } from "./signals/priority";

/** Reports receivers that nobody could be, or handles beside rules that already say who hears. */
export function checkNotify(
  problems: Problems,
  notify: Receivers | NotificationRules,
  { signals, renotify }: { readonly signals?: object; readonly renotify?: object },
): void {
  if (notify === NOTIFICATION_RULES) {
    checkNobodyIsNamed(problems, signals ?? {}, renotify);
  } else if (typeof notify === "string") {
    const allowed = `{ alert: ["@handle"] }, or "${NOTIFICATION_RULES}"`;
    problems.add("notify", notify, allowed);
  } else {
    checkReceivers(problems, "notify", notify, { alertRequired: true });
  }
}

function checkNobodyIsNamed(problems: Problems, signals: object, renotify: unknown): void {
  const allowed = `nothing, because "${NOTIFICATION_RULES}" route every alert of the service`;
  const named: [string, unknown][] = [
    ...Object.keys(signals).flatMap((signal): [string, unknown][] => [
      [`signals.${signal}.notify`, at(signals, signal, "notify")],
      [`signals.${signal}.renotify.to`, at(signals, signal, "renotify", "to")],
    ]),
    ["renotify.to", at(renotify, "to")],
    ...PRIORITIES.map((priority): [string, unknown] => [
      `renotify.${priority}.to`,
      at(renotify, String(priority), "to"),
    ]),
  ];
  for (const [path, given] of named) {
    problems.require(given === undefined, path, given, allowed);
  }
}

/** What stands at a path; undefined where the path ends early. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
