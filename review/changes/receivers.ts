import { receivers } from "../../lab/monitors/message/receivers";
import { parseTemplate, type TemplateNode } from "../../lab/monitors/message/template";
import type { Difference } from "../change";

/** What differs between two messages: who hears of what first, then the words. */
export function messageChanges(before: string, after: string): Difference[] {
  if (before === after) return [];
  const [was, is] = [occasionsByReceiver(before), occasionsByReceiver(after)];
  const routes = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((handle) => {
    const [from, to] = [was.get(handle) ?? NEVER, is.get(handle) ?? NEVER];
    return [
      ...routed("no longer", handle, minus(from, to)),
      ...routed("also", handle, minus(to, from)),
    ];
  });
  const isOnlyRouted = routes.length > 0 && withoutReceivers(before) === withoutReceivers(after);
  return isOnlyRouted ? routes : [...routes, CHANGED_WORDS];
}

const NEVER: ReadonlySet<string> = new Set();

const CHANGED_WORDS: Difference = {
  risk: "cosmetic",
  attribute: "message",
  text: "its message reads differently",
};

function routed(how: string, handle: string, occasions: readonly string[]): Difference[] {
  if (occasions.length === 0) return [];
  const text = `${how} tells @${handle} ${occasions.join(" and ")}`;
  return [{ risk: "re-routed", attribute: `message ${how} @${handle}`, text }];
}

function minus(left: ReadonlySet<string>, right: ReadonlySet<string>): string[] {
  return [...left].filter((one) => !right.has(one)).sort();
}

/** The conditions that a message can name, as a reader would say them. */
const OCCASIONS: Readonly<Record<string, string>> = {
  is_alert: "of alerts",
  is_warning: "of warnings",
  is_no_data: "of missing data",
  is_recovery: "of recoveries",
  is_alert_recovery: "of recoveries from an alert",
  is_warning_recovery: "of recoveries from a warning",
  is_no_data_recovery: "of recoveries from missing data",
  is_renotify: "by reminders",
};

/** Everyone whom a message names, with the occasions on which it does. */
export function occasionsByReceiver(message: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  if (!message.includes("@")) return found;
  visit(parseTemplate(message), ALWAYS, (text, occasion) => {
    for (const handle of receivers(text)) {
      found.set(handle, (found.get(handle) ?? new Set<string>()).add(occasion));
    }
  });
  return found;
}

const ALWAYS = "of everything";

function visit(
  nodes: readonly TemplateNode[],
  occasion: string,
  found: (text: string, occasion: string) => void,
): void {
  for (const node of nodes) {
    if (node.kind === "text") found(node.text, occasion);
    if (node.kind !== "block") continue;
    const condition = node.words.map(({ text }) => text).join(" ");
    const known = Object.hasOwn(OCCASIONS, condition) ? OCCASIONS[condition] : undefined;
    const inner = `${node.negated ? "not " : ""}${known ?? `if ${condition}`}`;
    const nested = occasion === ALWAYS ? inner : `${occasion}, ${inner}`;
    visit(node.then, nested, found);
    visit(node.otherwise, `${nested} (else)`, found);
  }
}

/** What people read, with the conditions on it; a block that only names receivers says nothing. */
function withoutReceivers(message: string): string {
  return spoken(parseTemplate(message));
}

function spoken(nodes: readonly TemplateNode[]): string {
  const parts = nodes.map((node) => {
    if (node.kind === "variable") return node.source;
    if (node.kind === "text") return withoutHandles(node.text);
    const [then, otherwise] = [spoken(node.then), spoken(node.otherwise)];
    const condition = `${node.negated ? "^" : "#"}${node.words.map(({ text }) => text).join(" ")}`;
    return then === "" && otherwise === "" ? "" : `{${condition} ${then} else ${otherwise}}`;
  });
  return parts.join(" ").replace(/\s+/g, " ").trim();
}

function withoutHandles(text: string): string {
  return receivers(text)
    .sort((left, right) => right.length - left.length)
    .reduce((rest, handle) => rest.replaceAll(`@${handle}`, ""), text);
}
