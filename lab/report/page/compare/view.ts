import { alertName } from "../../head";
import type { BeforeReport, GroupReport, MonitorReport, RunReport } from "../../model";
import { h, type Child } from "../dom";
import { evaluatedRange, groupLabel } from "../monitors/monitor-chart";
import { momentsOf } from "../monitors/lanes";
import { stateStrip, timeAxis } from "../monitors/strip";
import { legendOfStates } from "../monitors/view";
import { whatItDid } from "../summary/verdict";
import { alertChanges, monitorChanges, type AlertChange, type Side } from "../../changes";

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
        : alertTable(changes, report),
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
            "Monitors before and after",
            ["Monitor", "Before", "After"],
            monitors.map(({ before: then, after }) => {
              const [first, second] = [askedText(then), askedText(after)];
              const name = (after ?? then)?.name ?? "";
              return [nameWithoutService(name), marked(first, second), marked(second, first)];
            }),
            "compared",
          ),
    ),
  );
}

const NOT_THERE = "not there";

/** A composite by the letters of its members, whose ids say nothing; its members are in the list. */
function askedText(monitor: MonitorReport | undefined): string {
  if (!monitor) return NOT_THERE;
  return monitor.formula === "" ? monitor.query : monitor.formula;
}

function nameWithoutService(name: string): string {
  return name.replace(/^\[[^\]]*\]\s*/, "");
}

/** A text with the part marked that the other does not have. */
function marked(text: string, other: string): HTMLElement {
  if (text === NOT_THERE) return h("span", { class: "at" }, text);
  if (other === NOT_THERE) return h("code", {}, text);
  const [own = [], others = []] = [text, other].map((one) => one.match(/[\w.]+|[^\w.]/g) ?? []);
  const most = Math.min(own.length, others.length);
  let start = 0;
  while (start < most && own[start] === others[start]) start += 1;
  let end = 0;
  while (end < most - start && own.at(-1 - end) === others.at(-1 - end)) end += 1;
  const until = own.length - end;
  const part = (from: number, to: number): string => own.slice(from, to).join("");
  return h(
    "code",
    {},
    part(0, start),
    until > start && h("mark", {}, part(start, until)),
    part(until, own.length),
  );
}

function alertTable(changes: readonly AlertChange[], report: RunReport): HTMLElement {
  return table(
    "Alerts before and after",
    ["Alert", "Group", "Before", "After"],
    changes.map(({ before, after }) => {
      const alert = (after ?? before)?.alert;
      return [
        alert ? alertName(alert) : "",
        alert ? groupLabel(alert.group) : "",
        sideText(before, report),
        sideText(after, report),
      ];
    }),
  );
}

function sideText(side: Side | undefined, report: RunReport): string {
  if (!side) return "Silent; told nobody";
  const receivers = new Set(side.sent.flatMap(({ receivers: own }) => own));
  const told = [...receivers].map((name) => `@${name}`).join(" ") || "nobody";
  const often = side.sent.length > 1 ? ` in ${side.sent.length} notifications` : "";
  return `${whatItDid(side.alert, report)}; told ${told}${often}`;
}

function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
  kind = "",
): HTMLElement {
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      { class: `plain ${kind}` },
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
      timeAxis(range, momentsOf(report)),
    ),
  );
}

function groupOf({ alert }: Side, all: readonly MonitorReport[]): GroupReport | undefined {
  const wanted = JSON.stringify(alert.group);
  const monitor = all.find(({ id }) => id === alert.monitor);
  return monitor?.groups.find(({ group }) => JSON.stringify(group) === wanted);
}
