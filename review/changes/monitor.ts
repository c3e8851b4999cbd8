import { record } from "../../lab/inputs/record";
import type { Difference } from "../change";
import { isEqual } from "../equal";
import type { Attributes } from "../attributes";
import { MONITOR_ATTRIBUTES, said, shown } from "./attributes";
import { attributeLeaves } from "./leaves";
import { levelRisk, levelWords, queryChanges, thresholdOf } from "./query";
import { messageChanges } from "./receivers";

/** Every difference between two states of one monitor. */
export function monitorChanges(before: Attributes, after: Attributes): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    if (isEqual(before[name], after[name])) return [];
    return attributeChanges(name, before, after);
  });
}

function attributeChanges(name: string, before: Attributes, after: Attributes): Difference[] {
  const [was, is] = [before[name], after[name]];
  if (name === "query") return queryChanges(text(was), text(is));
  if (name === "message") return messageChanges(text(was), text(is));
  if (name === "monitor_thresholds") return levelChanges(before, after);
  if (name === "tags") return tagChanges(was, is);
  const compare = Object.hasOwn(MONITOR_ATTRIBUTES, name) ? MONITOR_ATTRIBUTES[name] : undefined;
  if (compare) return [{ attribute: name, ...compare(optional(was), optional(is)) }];
  return attributeLeaves(name, was, is);
}

const LEVELS: Readonly<Record<string, string>> = {
  critical: "pages",
  warning: "warns",
};

/** The levels; the critical one stands in the query, too, and is reported there. */
function levelChanges(before: Attributes, after: Attributes): Difference[] {
  const [was, is] = [record(before["monitor_thresholds"]), record(after["monitor_thresholds"])];
  const query = text(after["query"]);
  const isInQuery =
    thresholdOf(query) === Number(is["critical"]) &&
    thresholdOf(text(before["query"])) === Number(was["critical"]);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((name): Difference[] => {
    const [from, to] = [optional(was[name]), optional(is[name])];
    if (from === to || (name === "critical" && isInQuery)) return [];
    return [{ attribute: `monitor_thresholds.${name}`, ...levelChange(name, query, from, to) }];
  });
}

function levelChange(
  name: string,
  query: string,
  from: string | undefined,
  to: string | undefined,
): Pick<Difference, "risk" | "text"> {
  const verb = Object.hasOwn(LEVELS, name) ? LEVELS[name] : undefined;
  if (verb === undefined) return said("changed", name.replace(/_/g, " "), from, to);
  if (from === undefined)
    return { risk: "louder", text: `also ${verb} ${levelWords(query, to ?? "")}` };
  if (to === undefined)
    return { risk: "quieter", text: `no longer ${verb} ${levelWords(query, from)}` };
  const text = `${verb} ${levelWords(query, to)} instead of ${levelWords(query, from)}`;
  return { risk: levelRisk(query, Number(from), Number(to)), text };
}

/** Notification rules, downtimes and service pages find a monitor by its tags. */
function tagChanges(before: unknown, after: unknown): Difference[] {
  const [was, is] = [list(before), list(after)];
  const gone = was.filter((one) => !is.includes(one));
  const come = is.filter((one) => !was.includes(one));
  const parts = [
    ...(gone.length > 0 ? [`without the tags ${gone.join(", ")}`] : []),
    ...(come.length > 0 ? [`with the tags ${come.join(", ")}`] : []),
  ];
  return [{ risk: "re-routed", attribute: "tags", text: parts.join(", and ") }];
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function optional(value: unknown): string | undefined {
  return typeof value === "string" ? value : value === undefined ? undefined : shown(value);
}
