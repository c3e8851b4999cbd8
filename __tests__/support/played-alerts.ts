import { readFileSync } from "node:fs";
import path from "node:path";
import { alertsOf, play, SCENARIOS, type AlertOutcome, type Run, type Scenario } from "../../lab";
import { isPageSent } from "../../lab/run";
import type { LlmServiceInEnv } from "../../telemetry";
import { alertRows } from "../../scripts/alert-rows";
import { codeReview, invoiceExtraction, supportAgent } from "../../examples/services";
import { synthesizeExamples } from "./example-stacks";
import { notificationProblems, type Routes } from "./notification-rules";
import { REPOSITORY } from "./run-cli";

/** The services, and who is to be told of each, as examples/main.ts has it. */
const ROUTES: Readonly<Record<string, Routes>> = {
  [supportAgent.service]: { alert: ["pagerduty-support-ai"], warning: ["slack-support-ai"] },
  [codeReview.service]: {
    alert: ["pagerduty-developer-tools"],
    warning: ["slack-developer-tools"],
  },
  [invoiceExtraction.service]: { alert: ["slack-finance-platform"], warning: [] },
};

const HEALTHY_DAY = "healthy-day";

/** What the tests of one service share: its scenarios take seconds, so each service has a file. */
export function describeAlertsOf(service: LlmServiceInEnv): void {
  const name = service.service;
  const stack = synthesizeExamples().get(name)!;
  const scenarios = scenariosOf(service);
  let runs: readonly Run[];
  beforeAll(() => {
    runs = scenarios.map((one) => play(stack, one, { recording: one.id === HEALTHY_DAY }));
  });

  describe.each(scenarios)("$id", (scenario) => {
    let run: Run;
    beforeAll(() => {
      run = runs.find((one) => one.scenario === scenario.id)!;
    });

    it("fires what it should, in time, for the right group, at the right number; and recovers", () => {
      expect(run.alerts.flatMap(problemsOf)).toEqual([]);
      expect(run.unsupported).toEqual([]);
      expect(run.ok).toBe(true);
    });

    it("tells the right receivers, in messages that are filled in", () => {
      const routes = ROUTES[name]!;
      expect(run.notifications.flatMap((sent) => notificationProblems(sent, routes))).toEqual([]);
      expect(run.alerts.filter(fired).flatMap((alert) => untold(alert, run))).toEqual([]);
    });

    it("is what docs/alerts.md says: after a change of a signal, run npm run docs -- alerts", () => {
      expect(pageRows(run)).toEqual(alertRows(run));
    });
  });

  it("has no monitor in alert or without data on a healthy day, whatever its role: gates and service pages read all", () => {
    const { timelines } = runs.find((one) => one.scenario === HEALTHY_DAY)!.recording!;
    const troubled = timelines.filter(({ statuses }) =>
      statuses.some((status) => status === "Alert" || status === "No Data"),
    );
    expect(troubled.map(({ monitor, group }) => ({ monitor, group }))).toEqual([]);
    // A healthy day has no candidate version, so that its monitors have no group.
    const ids = stack.monitors.map(({ id }) => id).filter((id) => !id.includes("-release-"));
    const evaluated = new Set(timelines.map(({ monitor }) => monitor));
    expect([...evaluated]).toEqual(expect.arrayContaining(ids));
  });

  it("makes every alert of the stack fire as expected somewhere, and recover", () => {
    const seen = runs.flatMap(({ alerts }) => alerts.filter(firedAndRecovered));
    const alerts = alertsOf(stack.monitors);
    expect(alerts.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ monitor }) => monitor))).toEqual(
      new Set(alerts.map(({ monitor }) => monitor.id)),
    );
  });
}

/** The scenarios that are played for a service. */
export function scenariosOf(service: LlmServiceInEnv): readonly Scenario[] {
  return SCENARIOS.filter(({ appliesTo }) => appliesTo?.(service) ?? true);
}

function problemsOf({ signal, key, group, problems }: AlertOutcome): string[] {
  return problems.map((problem) => `${signal} ${key} ${JSON.stringify(group)}: ${problem}`);
}

function fired({ firedAtMinute }: AlertOutcome): boolean {
  return firedAtMinute !== null;
}

function firedAndRecovered({ expected, firedAtMinute, recoveredAtMinute }: AlertOutcome): boolean {
  return expected === "fire" && firedAtMinute !== null && recoveredAtMinute !== null;
}

/** The states of an alert of which nobody heard at the minute in which it was reached. */
function untold(alert: AlertOutcome, { notifications }: Run): string[] {
  const states = [
    ["Alert", alert.firedAtMinute],
    ["OK", alert.recoveredAtMinute],
  ] as const;
  return states
    .filter(([, minute]) => minute !== null)
    .filter(
      ([status, minute]) =>
        !notifications.some(
          (sent) =>
            (status === "Alert" ? isPageSent(sent) : sent.status === status) &&
            sent.minute === minute &&
            sent.signal === alert.signal &&
            sent.key === alert.key &&
            JSON.stringify(sent.group) === JSON.stringify(alert.group),
        ),
    )
    .map(([status, minute]) => `nobody heard of ${alert.signal} ${status} in minute ${minute}`);
}

/** The page itself. */
export const PAGE = readFileSync(path.join(REPOSITORY, "docs/alerts.md"), "utf8");

/** The rows of the page's table of runs. */
export function tableRows(): string[][] {
  return PAGE.split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}

function pageRows({ scenario, service }: Run): string[][] {
  return tableRows().filter(([id, name]) => id === `\`${scenario}\`` && name === service);
}
