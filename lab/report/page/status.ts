import type { StatusName } from "../../monitors";
import { h } from "./dom";

const CLASSES: Readonly<Record<StatusName, string>> = {
  OK: "ok",
  Warn: "warn",
  Alert: "alert",
  "No Data": "nodata",
};

export function statusClass(status: StatusName): string {
  return CLASSES[status];
}

export function statusBadge(status: StatusName): HTMLElement {
  return h("span", { class: `badge ${statusClass(status)}` }, status);
}
