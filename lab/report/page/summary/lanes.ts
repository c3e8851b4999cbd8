import type { AlertOutcome } from "../../../run";
import { alertName } from "../../head";
import type { GroupReport, MonitorReport, RunReport } from "../../model";
import { h } from "../dom";
import { folded } from "../folded";
import { evaluatedRange, groupLabel } from "../monitors/monitor-chart";
import { momentsOf } from "../monitors/lanes";
import { stateStrip, timeAxis } from "../monitors/strip";
import { legendOfStates } from "../monitors/view";

interface Lane {
  readonly monitor: MonitorReport;
  readonly group: GroupReport;
}

/** The alerts that did something, on one axis of time. */
export function lanes(report: RunReport, openMonitor: (id: string) => void): HTMLElement {
  const range = evaluatedRange(report);
  const found = report.monitors
    .filter(({ pages }) => pages)
    .flatMap((monitor) => monitor.groups.map((group): Lane => ({ monitor, group })))
    .filter(({ group }) => group.states.some(({ status }) => status !== "OK"))
    .sort((a, b) => begins(a) - begins(b));
  if (found.length === 0) {
    return h("p", { class: "message empty" }, "No alert left the state OK.");
  }
  const list = (some: readonly Lane[]): HTMLElement =>
    h(
      "div",
      { class: "lanes wide" },
      ...some.map(({ monitor, group }) =>
        h(
          "div",
          { class: "lane" },
          h(
            "button",
            {
              type: "button",
              class: "lane-name link",
              on: { click: () => openMonitor(monitor.id) },
            },
            alertName(monitor),
            h("span", { class: "lane-group" }, groupLabel(group.group)),
          ),
          stateStrip(group.states, group.marks, range),
        ),
      ),
      h(
        "div",
        { class: "lane axis" },
        h("span", { class: "lane-name" }),
        timeAxis(range, momentsOf(report)),
      ),
    );
  return h("div", {}, ...folded(found, list, "groups"), legendOfStates());
}

function begins({ group }: Lane): number {
  return group.states.find(({ status }) => status !== "OK")?.from ?? Infinity;
}

/** Whether an outcome belongs in the first table, or in the list of the silent. */
export function isNotable({
  firedAtMinute,
  warnedAtMinute,
  ok,
  dependsOnUndocumented,
}: AlertOutcome) {
  return (
    firedAtMinute !== null || warnedAtMinute !== null || !ok || dependsOnUndocumented.length > 0
  );
}
