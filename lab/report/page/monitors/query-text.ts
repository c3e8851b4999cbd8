import type { MonitorReport } from "../../model";
import { h } from "../dom";

/** Members of a composite, as its message calls them. */
export function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

/** A composite's formula, its members by their letters. */
export function readableQuery({ query, members }: MonitorReport): HTMLElement {
  const readable = members.reduce(
    (text, id, index) => text.replaceAll(`\${datadog_monitor.${id}.id}`, letter(index)),
    query,
  );
  return h("code", { class: "formula" }, readable);
}

export function queryText({ query }: MonitorReport): HTMLElement {
  return h("pre", { class: "query", tabindex: 0 }, h("code", {}, query));
}
