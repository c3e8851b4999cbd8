import type { BacktestRow } from "../../run";
import type { BeforeReport, RunReport } from "../model";
import { sweepCharts } from "./chart/chart";
import { dashboardView } from "./dashboard/view";
import { h } from "./dom";
import { format } from "./format";
import { alertChanges } from "../changes";
import { compareView } from "./compare/view";
import type { LoadedRun } from "./load";
import { monitorsView } from "./monitors/view";
import { addressOf, type Choices, type MonitorLink, type Place } from "./place";
import { dashboardLink } from "./summary/dashboard-link";
import { headline } from "./summary/verdict";
import { summaryView } from "./summary/view";
import { tabs, type Tab } from "./tabs";
import { thresholdsView } from "./thresholds/view";
import { duration, rangeText } from "./time";
import { tracesView } from "./trace/view";

interface RunViewProps {
  readonly run: number;
  /** Says where the reader is, for the address. */
  readonly go: (place: Omit<Place, "run">, how?: "step" | "same") => void;
}

/** Draws a run, with the tab that is looked at. */
export function runView(
  loaded: LoadedRun,
  { run, go }: RunViewProps,
): (place: Place) => HTMLElement {
  const { report } = loaded;
  // They outlast a look at another tab.
  const choices = new Map<string, Choices>();
  const open = (tab: string, chosen: Choices): void => {
    choices.set(tab, chosen);
    document.getElementById(`tab-${tab}`)?.click();
  };
  const exits = {
    openMonitor: (monitor: string) => open("monitors", { monitor }),
    openTrace: (trace: number) => open("traces", { trace }),
  };
  const link: MonitorLink = (monitor, minute) =>
    addressOf({ run, tab: "monitors", monitor, ...(minute === undefined ? {} : { minute }) });
  const all: Tab[] = [
    {
      id: "summary",
      label: "Summary",
      draw: () => summaryView(report, exits.openMonitor, link, dashboardLink(report, run)),
    },
    ...(report.before ? [compareTab(report, report.before)] : []),
    ...(report.thresholds ? [thresholdsTab(report, report.thresholds)] : []),
    {
      ...{ id: "monitors", label: "Monitors" },
      count: report.monitors.filter(({ pages }) => pages).length,
      draw: () => monitorsView(report, choices.get("monitors"), link),
    },
    ...report.dashboards.map((dashboard): Tab => {
      const { id, title } = dashboard;
      const onChoice = (chosen: Choices, how: "step" | "same"): void => {
        choices.set(id, chosen);
        go({ tab: id, ...chosen }, how);
      };
      return {
        ...{ id, label: title.replace(`${report.service}: `, "") },
        draw: () => dashboardView(dashboard, loaded, { ...exits, onChoice }, choices.get(id)),
      };
    }),
    // A recording has metrics only.
    ...(report.isReplay === true
      ? []
      : [
          {
            ...{ id: "traces", label: "Traces", count: report.traces.length },
            draw: () =>
              tracesView(report, choices.get("traces")?.trace, (trace) =>
                go({ tab: "traces", trace }, "same"),
              ),
          },
        ]),
  ];
  return ({ tab, run: _run, ...chosen }) => {
    choices.set(tab, chosen);
    return h(
      "div",
      {},
      heading(report),
      tabs("Views of the run", all, tab, (id) => {
        go({ tab: id, ...choices.get(id) });
        sweepCharts();
        // The reader is led to a monitor or a trace once.
        for (const led of ["monitors", "traces"]) choices.delete(led);
      }),
    );
  };
}

function compareTab(report: RunReport, before: BeforeReport): Tab {
  const count = alertChanges(report, before).length;
  return {
    ...{ id: "compared", label: "Before and after", count },
    draw: () => compareView(report, before),
  };
}

function thresholdsTab(report: RunReport, thresholds: readonly BacktestRow[]): Tab {
  return {
    ...{ id: "thresholds", label: "Thresholds" },
    draw: () => thresholdsView(report, thresholds),
  };
}

function heading(report: RunReport): HTMLElement {
  const { service, scenario, title, ok, requests, from, to, notifications, seed } = report;
  const { isReplay, isJudged } = report;
  const fired = report.alerts.filter(({ firedAtMinute }) => firedAtMinute !== null);
  const alerts = new Set(fired.map(({ monitor }) => monitor)).size;
  const groups = fired.length > alerts ? ` (${fired.length} groups)` : "";
  return h(
    "div",
    { class: "heading" },
    h("p", { class: "eyebrow" }, `${service} · ${scenario}`),
    h("h1", {}, title),
    h(
      "p",
      { class: "outcome" },
      isJudged &&
        h(
          "span",
          { class: ok ? "verdict good big" : "verdict bad big" },
          ok ? "✓ As expected" : "✗ Not as expected",
        ),
      " ",
      headline(report),
    ),
    h(
      "dl",
      { class: "facts" },
      fact(
        isReplay === true ? "Recorded" : "Simulated",
        `${duration(to - from)}, ${rangeText({ from, to })}`,
      ),
      isReplay !== true && fact("Requests", format(requests)),
      fact("Alerts that fired", `${alerts}${groups}`),
      fact("Notifications", String(notifications.length)),
      isReplay !== true && fact("Seed", String(seed)),
    ),
  );
}

function fact(name: string, value: string): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}
