import { unescapeTerraform } from "../../lab/inputs/stack";
import type { Difference, Risk } from "../change";
import { differing } from "./differing";

/** How two values of an attribute read beside each other; `before` or `after` absent where not set. */
type Compare = (
  before: string | undefined,
  after: string | undefined,
) => Pick<Difference, "risk" | "text">;

/**
 * The attributes of a monitor whose change has a direction. What is not here is reported as it stands.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/
 */
export const MONITOR_ATTRIBUTES: Readonly<Record<string, Compare>> = {
  name: (before, after) => said("cosmetic", "is called", before, after),
  priority: (before, after) => said("re-routed", "priority", before, after),
  renotify_interval: (before, after) =>
    ordered(
      ["reminds", "every"],
      " min",
      zeroAsNever(before),
      zeroAsNever(after),
      "more is quieter",
    ),
  renotify_occurrences: (before, after) =>
    ordered(
      ["reminds", "at most"],
      " times",
      zeroAsUnset(before),
      zeroAsUnset(after),
      "more is louder",
    ),
  evaluation_delay: (before, after) =>
    ordered(
      ["waits for late data"],
      " s",
      number(before) ?? 0,
      number(after) ?? 0,
      "more is quieter",
    ),
  new_group_delay: (before, after) =>
    ordered(
      ["leaves a new group alone", "for"],
      " s",
      zeroAsUnset(before),
      zeroAsUnset(after),
      "more is quieter",
    ),
  timeout_h: (before, after) =>
    ordered(
      ["resolves by itself", "after"],
      " h",
      zeroAsNever(before),
      zeroAsNever(after),
      "more is louder",
    ),
  on_missing_data: (before, after) => {
    const order = ["resolve", "default", "show_no_data", "show_and_notify_no_data"];
    const [from, to] = [order.indexOf(before ?? "default"), order.indexOf(after ?? "default")];
    return { ...said("changed", "missing data", before, after), risk: direction(from, to) };
  },
  notify_no_data: (before, after) => ({
    ...said("changed", "notifies of missing data", before, after),
    risk: direction(Number(before === "true"), Number(after === "true")),
  }),
  require_full_window: (before, after) => ({
    ...said("changed", "needs a full window", before ?? "true", after ?? "true"),
    risk: direction(Number((after ?? "true") === "true"), Number((before ?? "true") === "true")),
  }),
  draft_status: (before, after) => ({
    ...said("changed", "status", before ?? "published", after ?? "published"),
    risk: direction(Number(before !== "draft"), Number(after !== "draft")),
  }),
};

/** `+` is louder. Equal ranks can only be values that are not known here. */
function direction(before: number, after: number): Risk {
  return after === before ? "changed" : after > before ? "louder" : "quieter";
}

function ordered(
  [does, how]: readonly [does: string, how?: string],
  unit: string,
  before: number | undefined,
  after: number | undefined,
  meaning: "more is louder" | "more is quieter",
): Pick<Difference, "risk" | "text"> {
  const words = (value: number | undefined, lead: string): string =>
    value === undefined ? "as by default" : value === Infinity ? "never" : `${lead}${value}${unit}`;
  const lead = how === undefined ? "" : `${how} `;
  const was = words(before, after === undefined || after === Infinity ? lead : "");
  const text =
    after === Infinity
      ? `never ${does}, instead of ${was}`
      : `${does} ${words(after, lead)} instead of ${was}`;
  if (before === undefined || after === undefined) return { risk: "changed", text };
  const risk = direction(before, after);
  return { risk: meaning === "more is louder" ? risk : opposite(risk), text };
}

export function opposite(risk: Risk): Risk {
  return risk === "louder" ? "quieter" : risk === "quieter" ? "louder" : risk;
}

/** `what: new instead of old`; long values are cut to where they differ. */
export function said(
  risk: Risk,
  what: string,
  before: unknown,
  after: unknown,
): Pick<Difference, "risk" | "text"> {
  if (isTexts(before) && isTexts(after)) return { risk, text: `${what}: ${listed(before, after)}` };
  const [was, is] = apart(before, after);
  return { risk, text: was === is ? `${what} differs` : `${what}: ${is} instead of ${was}` };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function listed(before: readonly string[], after: readonly string[]): string {
  const gone = before.filter((one) => !after.includes(one));
  const come = after.filter((one) => !before.includes(one));
  const parts = [
    ...(come.length > 0 ? [`with ${come.join(", ")}`] : []),
    ...(gone.length > 0 ? [`without ${gone.join(", ")}`] : []),
  ];
  return parts.join(", ") || `in another order: ${after.join(", ")}`;
}

const MAX_SHOWN = 120;

/** Two values that differ, each short enough for a line, and so that the difference is seen. */
export function apart(before: unknown, after: unknown): [before: string, after: string] {
  const [was, is] = [written(before), written(after)];
  const isLong =
    before !== undefined && after !== undefined && Math.max(was.length, is.length) > MAX_SHOWN;
  const [one, other] = isLong ? differing(was, is) : [was, is];
  return [cut(one), cut(other)];
}

/** A value short enough for a line of a comment. */
export function shown(value: unknown): string {
  return cut(written(value));
}

function written(value: unknown): string {
  if (value === undefined) return "not set";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return String(unescapeTerraform(text));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function number(value: string | undefined): number | undefined {
  const read = value === undefined ? NaN : Number(value);
  return Number.isNaN(read) ? undefined : read;
}

function zeroAsUnset(value: string | undefined): number | undefined {
  return number(value) === 0 ? undefined : number(value);
}

function zeroAsNever(value: string | undefined): number {
  const read = number(value) ?? 0;
  return read === 0 ? Infinity : read;
}
