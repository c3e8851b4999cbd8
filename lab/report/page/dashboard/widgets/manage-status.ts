import type { StatusName } from "../../../../monitors";
import type { MonitorReport } from "../../../model";
import { h } from "../../dom";
import { text, type Json } from "../../json";
import { statusBadge } from "../../status";
import { clock } from "../../time";
import type { Drawn, WidgetContext } from "../context";
import { searchedTags } from "../monitor-search";
import { message } from "./message";

const SEVERITY: readonly StatusName[] = ["Alert", "Warn", "No Data", "OK"];

/** The monitors that a search finds, as they stood at the end of the time range. */
export function drawManageStatus(definition: Json, context: WidgetContext): Drawn {
  const query = text(definition["query"]);
  const tags = searchedTags(query);
  if (!tags) {
    return {
      body: message(
        "problem",
        "Not supported",
        `The search "${query}" is not evaluated: only tag:(…) is.`,
      ),
    };
  }
  const { report, range } = context;
  const found = report.monitors
    .filter((monitor) => tags.every((tag) => monitor.tags.includes(tag)))
    .map((monitor) => ({
      monitor,
      status: statusAt(monitor, range.to),
      ...lastTriggered(monitor, range.to),
    }))
    .sort(
      (a, b) =>
        SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status) ||
        (b.triggered ?? 0) - (a.triggered ?? 0),
    );
  if (found.length === 0)
    return { body: message("empty", "No monitors", `None matches ${query}.`) };
  const counts = SEVERITY.map((status) => ({
    status,
    count: found.filter((one) => one.status === status).length,
  }));
  return {
    body: h(
      "div",
      { class: "manage-status" },
      h(
        "p",
        { class: "status-counts" },
        ...counts
          .filter(({ count }) => count > 0)
          .map(({ status, count }) =>
            h("span", {}, h("strong", {}, count), " ", statusBadge(status)),
          ),
        h("span", { class: "at" }, `at ${clock(range.to)}`),
      ),
      h(
        "ul",
        { tabindex: 0, "aria-label": "Monitors" },
        ...found.map(({ monitor, status, triggered }) =>
          h(
            "li",
            {},
            statusBadge(status),
            h(
              "button",
              {
                type: "button",
                class: "link",
                on: { click: () => context.openMonitor(monitor.id) },
              },
              definition["show_priority"] === true && monitor.priority !== undefined
                ? `P${monitor.priority} ${nameOf(monitor)}`
                : nameOf(monitor),
            ),
            h(
              "span",
              { class: "at" },
              triggered === undefined ? "" : `triggered ${clock(triggered)}`,
            ),
          ),
        ),
      ),
    ),
  };
}

/** The name without the service, which all of them begin with. */
function nameOf({ name }: MonitorReport): string {
  return name.replace(/^\[[^\]]*\]\s*/, "");
}

function statusAt({ groups }: MonitorReport, time: number): StatusName {
  const current = groups.map(
    ({ states }) => states.findLast(({ from }) => from < time)?.status ?? "OK",
  );
  return SEVERITY.find((status) => current.includes(status)) ?? "OK";
}

function lastTriggered({ groups }: MonitorReport, time: number): { triggered?: number } {
  const times = groups.flatMap(({ states }) =>
    states.filter(({ status, from }) => status === "Alert" && from < time).map(({ from }) => from),
  );
  return times.length > 0 ? { triggered: Math.max(...times) } : {};
}
