import type { MonitorReport } from "../../model";
import { h } from "../dom";

/** Members of a composite, as its message calls them. */
export function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

/** A composite's formula, its members by their letters. */
export function readableQuery({ formula }: MonitorReport): HTMLElement {
  return h("code", { class: "formula" }, formula);
}

export function queryText({ query }: MonitorReport): HTMLElement {
  return h("pre", { class: "query", tabindex: 0 }, h("code", {}, query));
}
