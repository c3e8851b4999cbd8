import type { MonitorReport } from "../../model";
import { h } from "../dom";

/** A composite's formula, its members by their letters. */
export function readableQuery({ formula }: MonitorReport): HTMLElement {
  return h("code", { class: "formula" }, formula);
}

export function queryText({ query }: MonitorReport): HTMLElement {
  return h("pre", { class: "query", tabindex: 0 }, h("code", {}, query));
}
