import type { MonitorReport } from "../../model";
import { h } from "../dom";

/** Members of a composite, as its message calls them. */
export function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

/** A query as one reads it: a composite's members by their letters, and breaks where it is long. */
export function queryText({ query, members }: MonitorReport): HTMLElement {
  const readable = members.reduce(
    (text, id, index) => text.replaceAll(`\${datadog_monitor.${id}.id}`, letter(index)),
    query,
  );
  return h("pre", { class: "query", tabindex: 0 }, h("code", {}, readable));
}
