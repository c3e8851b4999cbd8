import { isRecord, type Problems } from "../telemetry";
import { checkReceivers } from "./props-validation";
import { NOTIFICATION_RULES } from "./receivers";
import { PRIORITIES } from "./signals/priority";

/** The props that may name someone. */
interface NotifyingProps {
  readonly notify: unknown;
  readonly signals?: object;
  readonly objectives?: object;
  readonly renotify?: unknown;
}

/** Reports receivers that nobody could be. */
export function checkNotify(problems: Problems, path: string, given: unknown): void {
  if (given === NOTIFICATION_RULES) return;
  if (typeof given === "string") {
    problems.add(path, given, `{ alert: ["@handle"] }, or "${NOTIFICATION_RULES}"`);
  } else {
    checkReceivers(problems, path, given, { alertRequired: true });
  }
}

/** Reports handles beside rules that already say who hears. */
export function checkRulesAlone(
  problems: Problems,
  { notify, signals = {}, objectives = {}, renotify }: NotifyingProps,
): void {
  if (notify !== NOTIFICATION_RULES) return;
  const allowed = `nothing, because "${NOTIFICATION_RULES}" route every alert of the service`;
  const named: [string, unknown][] = [
    ...Object.keys(isRecord(signals) ? signals : {}).flatMap((signal): [string, unknown][] => [
      [`signals.${signal}.notify`, at(signals, signal, "notify")],
      [`signals.${signal}.renotify.to`, at(signals, signal, "renotify", "to")],
    ]),
    ...Object.keys(isRecord(objectives) ? objectives : {}).map((id): [string, unknown] => [
      `objectives.${id}.notify`,
      at(objectives, id, "notify"),
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
