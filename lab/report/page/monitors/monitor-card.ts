import type { MonitorReport, RunReport } from "../../model";
import { h, uniqueId } from "../dom";
import { statusBadge } from "../status";
import { momentText } from "../time";
import type { MonitorLink } from "../place";
import { alertLanes, conditionLanes, looksOf, momentsOf, type LaneProps } from "./lanes";
import { memberLetter } from "../../../query";
import { queryText, readableQuery } from "./query-text";

interface CardProps {
  readonly open: boolean;
  readonly link: MonitorLink;
  /** The minute to which a link led. */
  readonly minute?: number;
}

/** One alert: what it did, per group, and what its parts saw. */
export function monitorCard(
  monitor: MonitorReport,
  report: RunReport,
  { open, link, minute }: CardProps,
): HTMLElement {
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
    if (details.open && !body.firstChild) {
      const looks = looksOf(membersOf(monitor, report));
      const moments = momentsOf(report, minute);
      body.append(...content(monitor, report, { looks, moments }), links(monitor, report, link));
    }
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
  return [statusBadge(status), ` ${momentText(report, Math.round((first - report.onset) / 60))}`];
}

/** Addresses to send to somebody. */
function links({ id, groups }: MonitorReport, report: RunReport, link: MonitorLink): HTMLElement {
  const fired = groups.flatMap(({ states }) =>
    states.filter(({ status }) => status === "Alert").map(({ from }) => from),
  );
  const minutes = [...new Set(fired.map((time) => Math.round((time - report.onset) / 60)))];
  return h(
    "p",
    { class: "links" },
    "Link to ",
    h("a", { href: link(id) }, "this monitor"),
    ...minutes
      .sort((a, b) => a - b)
      .slice(0, MAX_LINKS)
      .flatMap((minute) => [", ", h("a", { href: link(id, minute) }, momentText(report, minute))]),
  );
}

const MAX_LINKS = 8;

/** A composite's members; a metric monitor is its own. */
function membersOf(monitor: MonitorReport, report: RunReport): MonitorReport[] {
  if (monitor.members.length === 0) return [monitor];
  return monitor.members.flatMap((id) => report.monitors.find((one) => one.id === id) ?? []);
}

function content(monitor: MonitorReport, report: RunReport, props: LaneProps): HTMLElement[] {
  const unsupported = report.unsupported
    .filter((one) => one.monitor === monitor.id)
    .map(({ reason }) => h("p", { class: "message problem" }, reason));
  if (monitor.members.length === 0) {
    return [
      ...unsupported,
      alertLanes(monitor, report, props),
      h("section", { class: "member" }, queryText(monitor), conditionLanes(monitor, report, props)),
    ];
  }
  return [
    ...unsupported,
    alertLanes(monitor, report, props),
    h("p", {}, "It pages where ", readableQuery(monitor), ":"),
    ...membersOf(monitor, report).map((member, index) =>
      h(
        "section",
        { class: "member" },
        h("h4", {}, h("code", {}, memberLetter(index)), ` ${nameOf(member)}`),
        queryText(member),
        conditionLanes(member, report, props),
      ),
    ),
  ];
}

/** The name without the service, and without what says that it is a part. */
function nameOf({ name }: MonitorReport): string {
  return name.replace(/^\[[^\]]*\]\s*/, "").replace(/ \(part\)$/, "");
}
