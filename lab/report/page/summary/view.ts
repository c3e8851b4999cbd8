import type { RunReport } from "../../model";
import { h } from "../dom";
import type { MonitorLink } from "../place";
import type { ResolveLink } from "./dashboard-link";
import { alertsTable } from "./alerts-table";
import { lanes } from "./lanes";
import { notificationList } from "./notifications";

/** What happened, who was told, and whether it was as expected. */
export function summaryView(
  report: RunReport,
  openMonitor: (id: string) => void,
  link: MonitorLink,
  resolve: ResolveLink,
): HTMLElement {
  return h(
    "div",
    { class: "summary" },
    h("section", { class: "card" }, h("h2", {}, "What happened"), lanes(report, openMonitor)),
    h("section", { class: "card" }, h("h2", {}, "Which alerts fired"), alertsTable(report, link)),
    h(
      "section",
      { class: "card" },
      h("h2", {}, "Who was told what"),
      notificationList(report, resolve),
    ),
    report.unsupported.length > 0 && unsupported(report),
  );
}

function unsupported(report: RunReport): HTMLElement {
  return h(
    "section",
    { class: "card" },
    h("h2", {}, "Not evaluated"),
    h(
      "ul",
      {},
      ...report.unsupported.map(({ monitor, reason }) =>
        h("li", {}, h("strong", {}, monitor), " ", reason),
      ),
    ),
  );
}
