import type { RunReport } from "../model";
import { sweepCharts } from "./chart/chart";
import type { DashboardStates } from "./dashboard/view";
import { dashboardView } from "./dashboard/view";
import { h } from "./dom";
import { format } from "./format";
import type { LoadedRun } from "./load";
import { monitorsView } from "./monitors/view";
import type { Place } from "./place";
import { headline } from "./summary/verdict";
import { summaryView } from "./summary/view";
import { tabs, type Tab } from "./tabs";
import { duration, rangeText } from "./time";
import { tracesView } from "./trace/view";

interface RunViewProps {
  /** Says where the reader is, for the address. */
  readonly go: (place: Partial<Place>) => void;
}

/** Draws a run, with the tab that is looked at. */
export function runView(run: LoadedRun, { go }: RunViewProps): (tab: string) => HTMLElement {
  const { report } = run;
  const states: DashboardStates = new Map();
  let opened: { monitor?: string; trace?: number } = {};
  const select = (id: string): void => document.getElementById(`tab-${id}`)?.click();
  const openMonitor = (monitor: string): void => {
    opened = { monitor };
    select("monitors");
  };
  const openTrace = (trace: number): void => {
    opened = { trace };
    select("traces");
  };
  const all: Tab[] = [
    { id: "summary", label: "Summary", draw: () => summaryView(report, openMonitor) },
    {
      ...{ id: "monitors", label: "Monitors" },
      count: report.monitors.filter(({ pages }) => pages).length,
      draw: () => monitorsView(report, opened.monitor),
    },
    ...report.dashboards.map((dashboard) => ({
      id: dashboard.id,
      label: dashboard.title.replace(`${report.service}: `, ""),
      draw: () => dashboardView(dashboard, run, states, { openMonitor, openTrace }),
    })),
    {
      ...{ id: "traces", label: "Traces", count: report.traces.length },
      draw: () => tracesView(report, opened.trace),
    },
  ];
  return (tab) =>
    h(
      "div",
      {},
      heading(report),
      tabs("Views of the run", all, tab, (id) => {
        go({ tab: id });
        sweepCharts();
        opened = {};
      }),
    );
}

function heading(report: RunReport): HTMLElement {
  const { service, scenario, title, ok, requests, from, to, notifications, seed } = report;
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
      fact("Simulated", `${duration(to - from)}, ${rangeText({ from, to })}`),
      fact("Requests", format(requests)),
      fact("Alerts that fired", `${alerts}${groups}`),
      fact("Notifications", String(notifications.length)),
      fact("Seed", String(seed)),
    ),
  );
}

function fact(name: string, value: string): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}
