import type { MonitorReport, RunReport } from "../../model";
import { h, uniqueId } from "../dom";
import { statusBadge } from "../status";
import { sinceOnset } from "../time";
import { alertLanes, conditionLanes } from "./lanes";
import { letter, queryText, readableQuery } from "./query-text";

/** One alert: what it did, per group, and what its parts saw. */
export function monitorCard(monitor: MonitorReport, report: RunReport, open: boolean): HTMLElement {
  const id = uniqueId("monitor");
  const body = h("div", { class: "card-body" });
  const details = h(
    "details",
    { class: "card monitor", open, "data-monitor": monitor.id, "aria-labelledby": id },
    h(
      "summary",
      {},
      h("h3", { id }, nameOf(monitor)),
      h("span", { class: "card-state" }, ...whatItDid(monitor, report)),
    ),
    body,
  );
  const fill = (): void => {
    if (details.open && !body.firstChild) body.append(...content(monitor, report));
  };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}

function whatItDid({ groups, id }: MonitorReport, report: RunReport) {
  const reason = report.unsupported.find(({ monitor }) => monitor === id)?.reason;
  if (reason !== undefined) return [h("span", { class: "badge nodata" }, "Not evaluated")];
  const states = groups.flatMap((group) => group.states);
  const firing = states.filter(({ status }) => status === "Alert");
  const warning = states.filter(({ status }) => status === "Warn");
  const [worst, status] =
    firing.length > 0 ? [firing, "Alert" as const] : [warning, "Warn" as const];
  if (worst.length === 0) return [h("span", { class: "badge ok" }, "Silent")];
  const first = Math.min(...worst.map(({ from }) => from));
  return [statusBadge(status), ` ${sinceOnset(Math.round((first - report.onset) / 60))}`];
}

function content(monitor: MonitorReport, report: RunReport): HTMLElement[] {
  const unsupported = report.unsupported
    .filter((one) => one.monitor === monitor.id)
    .map(({ reason }) => h("p", { class: "message problem" }, reason));
  if (monitor.members.length === 0) {
    return [
      ...unsupported,
      alertLanes(monitor, report),
      h("section", { class: "member" }, queryText(monitor), conditionLanes(monitor, report)),
    ];
  }
  const members = monitor.members.flatMap(
    (id) => report.monitors.find((one) => one.id === id) ?? [],
  );
  return [
    ...unsupported,
    alertLanes(monitor, report),
    h("p", {}, "It pages where ", readableQuery(monitor), ":"),
    ...members.map((member, index) =>
      h(
        "section",
        { class: "member" },
        h("h4", {}, h("code", {}, letter(index)), ` ${nameOf(member)}`),
        queryText(member),
        conditionLanes(member, report),
      ),
    ),
  ];
}

/** The name without the service, and without what says that it is a part. */
function nameOf({ name }: MonitorReport): string {
  return name.replace(/^\[[^\]]*\]\s*/, "").replace(/ \(part\)$/, "");
}
