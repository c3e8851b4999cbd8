import type { MonitorReport, RunReport } from "../../model";
import { h } from "../dom";
import type { Choices } from "../place";
import type { MonitorLink } from "../place";
import { monitorCard } from "./monitor-card";

/** Every alert, those that did something open and first. */
export function monitorsView(
  report: RunReport,
  { monitor: opened, minute }: Choices = {},
  link: MonitorLink,
): HTMLElement {
  const alerts = report.monitors.filter(({ pages }) => pages);
  const sorted = [...alerts].sort((a, b) => rank(a) - rank(b));
  const view = h(
    "div",
    {},
    h("h2", {}, "Monitors"),
    h(
      "p",
      { class: "lead" },
      "What each alert saw every minute, and what it did, by Datadog’s documented semantics. ",
      "An alert that pages only where several conditions hold is shown with each of them.",
    ),
    legendOfStates(),
    ...sorted.map((monitor) =>
      monitorCard(monitor, report, {
        open: opensFirst(monitor, sorted) || monitor.id === opened,
        link,
        ...(monitor.id === opened && minute !== undefined ? { minute } : {}),
      }),
    ),
  );
  if (opened !== undefined) {
    requestAnimationFrame(() => {
      const card = [...view.querySelectorAll<HTMLElement>("[data-monitor]")].find(
        (one) => one.dataset["monitor"] === opened,
      );
      card?.scrollIntoView({ block: "start" });
      card?.querySelector("summary")?.focus({ preventScroll: true });
    });
  }
  return view;
}

/** Where more fire, each is a summary until it is opened. */
const MAX_OPEN = 6;

function opensFirst(monitor: MonitorReport, sorted: readonly MonitorReport[]): boolean {
  return rank(monitor) < 1 && sorted.filter((one) => rank(one) < 1).length <= MAX_OPEN;
}

function rank({ groups }: MonitorReport): number {
  const statuses = new Set(groups.flatMap(({ states }) => states.map(({ status }) => status)));
  return statuses.has("Alert") ? 0 : statuses.has("Warn") ? 1 : 2;
}

export function legendOfStates(): HTMLElement {
  const states = [
    ["ok", "OK"],
    ["warn", "Warn"],
    ["alert", "Alert"],
    ["nodata", "No Data"],
  ] as const;
  return h(
    "ul",
    { class: "state-legend", "aria-label": "Legend of states" },
    ...states.map(([name, text]) => h("li", {}, h("span", { class: `segment ${name}` }), text)),
    h("li", {}, h("span", { class: "pin alert" }), "Notification"),
  );
}
