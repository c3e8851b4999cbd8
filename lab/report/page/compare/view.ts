import { alertName } from "../../head";
import type { BeforeReport, GroupReport, MonitorReport, RunReport } from "../../model";
import { h } from "../dom";
import { evaluatedRange, groupLabel } from "../monitors/monitor-chart";
import { stateStrip, timeAxis } from "../monitors/strip";
import { legendOfStates } from "../monitors/view";
import { whatItDid } from "../summary/verdict";
import { alertChanges, monitorChanges, type AlertChange, type Side } from "./changes";

/** What a change of the monitors did in this scenario, before and after beside each other. */
export function compareView(report: RunReport, before: BeforeReport): HTMLElement {
  const changes = alertChanges(report, before);
  const monitors = monitorChanges(report, before);
  return h(
    "div",
    { class: "summary" },
    h(
      "section",
      { class: "card" },
      h("h2", {}, "What the alerts do otherwise"),
      h(
        "p",
        { class: "lead" },
        `${before.notifications.length} notifications before, ${report.notifications.length} after.`,
      ),
      changes.length === 0
        ? h(
            "p",
            { class: "message empty" },
            "Every alert does what it did, and tells whom it told.",
          )
        : alertTable(changes),
      changes.length > 0 && changedLanes(changes, report, before),
      changes.length > 0 && legendOfStates(),
    ),
    h(
      "section",
      { class: "card" },
      h("h2", {}, "What the monitors ask otherwise"),
      monitors.length === 0
        ? h("p", { class: "message empty" }, "Queries and thresholds are the same.")
        : table(
            "Monitors",
            ["Monitor", "Before", "After"],
            monitors.map(({ before: then, after }) => [
              (after ?? then)?.name ?? "",
              then ? then.query : "not there",
              after ? after.query : "not there",
            ]),
          ),
    ),
  );
}

function alertTable(changes: readonly AlertChange[]): HTMLElement {
  return table(
    "Alerts before and after",
    ["Alert", "Group", "Before", "After"],
    changes.map(({ before, after }) => {
      const alert = (after ?? before)?.alert;
      return [
        alert ? alertName(alert) : "",
        alert ? groupLabel(alert.group) : "",
        sideText(before),
        sideText(after),
      ];
    }),
  );
}

function sideText(side: Side | undefined): string {
  if (!side) return "Silent; told nobody";
  const receivers = new Set(side.sent.flatMap(({ receivers: own }) => own));
  const told = [...receivers].map((name) => `@${name}`).join(" ") || "nobody";
  const often = side.sent.length > 1 ? ` in ${side.sent.length} notifications` : "";
  return `${whatItDid(side.alert)}; told ${told}${often}`;
}

function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      { class: "plain" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h(
        "tbody",
        {},
        ...rows.map(([name, ...cells]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            ...cells.map((cell, index) => h("td", { "data-label": heads[index + 1] }, cell)),
          ),
        ),
      ),
    ),
  );
}

/** The states of what changed, before above after. */
function changedLanes(
  changes: readonly AlertChange[],
  report: RunReport,
  before: BeforeReport,
): HTMLElement {
  const range = evaluatedRange(report);
  const lane = (name: string, side: Side | undefined, all: readonly MonitorReport[]) => {
    const found = side && groupOf(side, all);
    return h(
      "div",
      { class: "lane" },
      h("span", { class: "lane-name" }, name),
      found
        ? stateStrip(found.states, found.marks, range)
        : h("p", { class: "message empty" }, "not there"),
    );
  };
  return h(
    "div",
    { class: "lanes wide" },
    ...changes.flatMap(({ before: then, after }) => {
      const alert = (after ?? then)?.alert;
      const name = alert ? `${alertName(alert)}, ${groupLabel(alert.group)}` : "";
      return [
        lane(`${name}: before`, then, before.monitors),
        lane("after", after, report.monitors),
      ];
    }),
    h(
      "div",
      { class: "lane axis" },
      h("span", { class: "lane-name" }),
      timeAxis(range, [{ time: report.onset, label: "incident begins", kind: "onset" }]),
    ),
  );
}

function groupOf({ alert }: Side, all: readonly MonitorReport[]): GroupReport | undefined {
  const wanted = JSON.stringify(alert.group);
  const monitor = all.find(({ id }) => id === alert.monitor);
  return monitor?.groups.find(({ group }) => JSON.stringify(group) === wanted);
}
