import type { AlertOutcome } from "../../../run";
import { sentFor } from "../../../run/sent-for";
import { alertName } from "../../head";
import type { RunReport } from "../../model";
import { h } from "../dom";
import { folded } from "../folded";
import { groupLabel } from "../monitors/monitor-chart";
import type { MonitorLink } from "../place";
import { isNotable } from "./lanes";
import { EXPECTED, whatItDid } from "./verdict";

/** The columns; what was expected, and whether it came, only where something was. */
function headsOf({ isJudged }: RunReport): string[] {
  const [expected, verdict] = isJudged ? [["Expected"], ["Verdict"]] : [[], []];
  return ["Alert", "Group", ...expected, "What it did", "Told", ...verdict];
}

/** What the alerts did beside what was expected, and who was told. */
export function alertsTable(report: RunReport, link: MonitorLink): HTMLElement {
  const notable = report.alerts.filter(isNotable).sort((a, b) => order(a) - order(b));
  const silent = report.alerts.filter((alert) => !isNotable(alert));
  return h(
    "div",
    {},
    notable.length > 0 && folded(notable, (some) => table(some, report, link), "rows"),
    silent.length > 0 &&
      h(
        "p",
        { class: "silent" },
        h("strong", {}, `${silent.length} ${silence(report)}: `),
        [...new Set(silent.map(alertName))].join(", "),
        ".",
      ),
  );
}

function silence({ isJudged, nothingRecorded }: RunReport): string {
  if (nothingRecorded) return "had nothing to read";
  return isJudged ? "stayed silent, as they should" : "stayed silent";
}

/** What fired comes first, then what warned, in the order of time. */
function order({ firedAtMinute, warnedAtMinute, ok }: AlertOutcome): number {
  if (firedAtMinute !== null) return firedAtMinute;
  if (warnedAtMinute !== null) return 1e6 + warnedAtMinute;
  return ok ? 1e9 : -1e9;
}

function table(alerts: readonly AlertOutcome[], report: RunReport, link: MonitorLink): HTMLElement {
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Alerts" },
    h(
      "table",
      { class: "plain" },
      h(
        "thead",
        {},
        h("tr", {}, ...headsOf(report).map((head) => h("th", { scope: "col" }, head))),
      ),
      h("tbody", {}, ...alerts.map((alert) => row(alert, report, link))),
    ),
  );
}

/** Each cell names its column: on a phone, where the table is a list, the head is not there. */
function row(alert: AlertOutcome, report: RunReport, link: MonitorLink): HTMLElement {
  const minute = alert.firedAtMinute ?? alert.warnedAtMinute ?? undefined;
  const { isJudged } = report;
  const doubts = alert.dependsOnUndocumented.length > 0 && doubt(alert.dependsOnUndocumented);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, alertName(alert)),
    h("td", { "data-label": "Group" }, groupLabel(alert.group)),
    isJudged && h("td", { "data-label": "Expected" }, EXPECTED[alert.expected]),
    h(
      "td",
      { "data-label": "What it did" },
      h("a", { href: link(alert.monitor, minute) }, whatItDid(alert, report)),
      !isJudged && doubts,
    ),
    h("td", { "data-label": "Told" }, told(alert, report)),
    isJudged &&
      h(
        "td",
        { "data-label": "Verdict" },
        h(
          "span",
          { class: alert.ok ? "verdict good" : "verdict bad" },
          alert.ok ? "✓ as expected" : "✗ not expected",
        ),
        doubts,
      ),
  );
}

/** A verdict that another interpretation of the documentation would change. */
function doubt(points: readonly string[]): HTMLElement {
  return h(
    "details",
    { class: "doubt" },
    h("summary", {}, "depends on undocumented points"),
    h("ul", {}, ...points.map((point) => h("li", {}, point))),
  );
}

function told(alert: AlertOutcome, { notifications }: RunReport): string {
  const receivers = sentFor(alert, notifications).flatMap((one) => one.receivers);
  return [...new Set(receivers)].map((receiver) => `@${receiver}`).join(" ") || "nobody";
}
