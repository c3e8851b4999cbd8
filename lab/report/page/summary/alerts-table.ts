import type { AlertOutcome } from "../../../run";
import { alertName } from "../../head";
import type { RunReport } from "../../model";
import { h } from "../dom";
import { groupLabel } from "../monitors/monitor-chart";
import { isNotable } from "./lanes";
import { EXPECTED, whatItDid } from "./verdict";

const HEADS = ["Alert", "Group", "Expected", "What it did", "Told", "Verdict"];

/** What the alerts did beside what was expected, and who was told. */
export function alertsTable(report: RunReport): HTMLElement {
  const notable = report.alerts.filter(isNotable).sort((a, b) => order(a) - order(b));
  const silent = report.alerts.filter((alert) => !isNotable(alert));
  return h(
    "div",
    {},
    notable.length > 0 && table(notable, report),
    silent.length > 0 &&
      h(
        "p",
        { class: "silent" },
        h("strong", {}, `${silent.length} stayed silent, as they should: `),
        [...new Set(silent.map(alertName))].join(", "),
        ".",
      ),
  );
}

/** What fired comes first, then what warned, in the order of time. */
function order({ firedAtMinute, warnedAtMinute, ok }: AlertOutcome): number {
  if (firedAtMinute !== null) return firedAtMinute;
  if (warnedAtMinute !== null) return 1e6 + warnedAtMinute;
  return ok ? 1e9 : -1e9;
}

function table(alerts: readonly AlertOutcome[], report: RunReport): HTMLElement {
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Alerts" },
    h(
      "table",
      { class: "plain" },
      h("thead", {}, h("tr", {}, ...HEADS.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...alerts.map((alert) => row(alert, report))),
    ),
  );
}

function row(alert: AlertOutcome, report: RunReport): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, alertName(alert)),
    h("td", {}, groupLabel(alert.group)),
    h("td", {}, EXPECTED[alert.expected]),
    h("td", {}, whatItDid(alert)),
    h("td", {}, told(alert, report)),
    h(
      "td",
      {},
      h(
        "span",
        { class: alert.ok ? "verdict good" : "verdict bad" },
        alert.ok ? "✓ as expected" : "✗ not expected",
      ),
      alert.dependsOnUndocumented.length > 0 && doubt(alert.dependsOnUndocumented),
    ),
  );
}

/** A verdict that another reading of the documentation would change. */
function doubt(points: readonly string[]): HTMLElement {
  return h(
    "details",
    { class: "doubt" },
    h("summary", {}, "depends on undocumented points"),
    h("ul", {}, ...points.map((point) => h("li", {}, point))),
  );
}

function told(alert: AlertOutcome, { notifications }: RunReport): string {
  const group = JSON.stringify(alert.group);
  const receivers = notifications
    .filter((one) => one.signal === alert.signal && JSON.stringify(one.group) === group)
    .flatMap((one) => one.receivers);
  return [...new Set(receivers)].map((receiver) => `@${receiver}`).join(" ") || "nobody";
}
