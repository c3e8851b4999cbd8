import { readFileSync } from "node:fs";
import path from "node:path";
import { SIGNALS } from "../../../constructs";
import { alertsOf, play, SCENARIOS, type AlertOutcome, type Run } from "../../../lab";
import { isPageSent } from "../../../lab/run";
import { alertRows } from "../../../scripts/alert-rows";
import { codeReview, invoiceExtraction, supportAgent } from "../../../examples/services";
import { synthesizeExamples } from "../../support/example-stacks";
import { notificationProblems, type Routes } from "../../support/notification-rules";
import { REPOSITORY } from "../../support/run-cli";

// A day's traffic of the largest service takes ten seconds on a busy machine.
jest.setTimeout(120_000);

/** Who is to be told, as examples/main.ts has it. */
const ROUTES: Readonly<Record<string, Routes>> = {
  [supportAgent.service]: { alert: ["pagerduty-support-ai"], warning: ["slack-support-ai"] },
  [codeReview.service]: {
    alert: ["pagerduty-developer-tools"],
    warning: ["slack-developer-tools"],
  },
  [invoiceExtraction.service]: { alert: ["slack-finance-platform"], warning: [] },
};

const PLAYS = [supportAgent, codeReview, invoiceExtraction].flatMap((service) =>
  SCENARIOS.filter(({ appliesTo }) => appliesTo?.(service) ?? true).map((scenario) => ({
    name: service.service,
    scenario,
  })),
);

const PAGE = readFileSync(path.join(REPOSITORY, "docs/alerts.md"), "utf8");

const stacks = synthesizeExamples();
const runs: Run[] = [];

describe.each(PLAYS)("$name in $scenario.id", ({ name, scenario }) => {
  let run: Run;
  beforeAll(() => {
    run = play(stacks.get(name)!, scenario);
    runs.push(run);
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

describe("over all scenarios", () => {
  it("every signal of the product fires as expected somewhere, and recovers", () => {
    const seen = runs.flatMap(({ alerts }) => alerts.filter(firedAndRecovered));
    const silent = SIGNALS.filter(({ id }) => !seen.some(({ signal }) => signal === id));
    expect(SIGNALS).toHaveLength(11);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it.each(Object.keys(ROUTES))("so does every alert of the stack of %s", (name) => {
    const seen = runs
      .filter(({ service }) => service === name)
      .flatMap(({ alerts }) => alerts.filter(firedAndRecovered));
    const alerts = alertsOf(stacks.get(name)!.monitors);
    expect(alerts.length).toBeGreaterThan(0);
    expect(new Set(seen.map(({ monitor }) => monitor))).toEqual(
      new Set(alerts.map(({ monitor }) => monitor.id)),
    );
  });

  it("docs/alerts.md has these runs and no others", () => {
    expect(PAGE).toContain(`In all ${PLAYS.length} runs every expected alert fired as it should`);
    const shown = tableRows().map(([scenario, service]) => `${scenario} ${service}`);
    const played = PLAYS.map(({ name, scenario }) => `\`${scenario.id}\` ${name}`);
    expect([...new Set(shown)]).toEqual(played);
  });
});

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

/** The rows of the page's table of runs. */
function tableRows(): string[][] {
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
