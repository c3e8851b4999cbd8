import type { TagUse } from "./tag-uses";

/** Whom the uses of a tag belong to, each once. */
export interface Losers {
  readonly alerts: readonly string[];
  readonly widgets: readonly string[];
  /** Such as `1 alert (tool_failure_rate) and 2 widgets ("Tool calls", "p95 tool latency")`; empty for nobody. */
  readonly text: string;
}

export function losersOf(uses: readonly TagUse[]): Losers {
  const of = (kind: TagUse["kind"]): TagUse[] => uses.filter((use) => use.kind === kind);
  const [alerts, widgets] = [of("alert"), of("widget")];
  return {
    alerts: subjects(alerts),
    widgets: subjects(widgets),
    text: [counted("alert", alerts), counted("widget", widgets)].filter(Boolean).join(" and "),
  };
}

function subjects(uses: readonly TagUse[]): string[] {
  return [...new Set(uses.map(({ subject }) => subject))];
}

/** Alerts and widgets that a text names; the others are counted. */
const MAX_NAMED = 3;

function counted(what: string, uses: readonly TagUse[]): string {
  const count = subjects(uses).length;
  if (count === 0) return "";
  // Widgets that group by a tag say more than the variable that may filter all of them.
  const titles = [...new Set(uses.map(({ title }) => title))].sort(
    (left, right) => Number(left.startsWith("$")) - Number(right.startsWith("$")),
  );
  const shown = titles.slice(0, count > MAX_NAMED ? MAX_NAMED : titles.length);
  const more = count > MAX_NAMED ? ` and ${count - MAX_NAMED} more` : "";
  return `${count} ${what}${count === 1 ? "" : "s"} (${shown.join(", ")}${more})`;
}
