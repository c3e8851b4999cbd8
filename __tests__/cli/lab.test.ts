import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labJson, labReport, junitReport } from "../../cli/lab-report";
import { notPlayedOf } from "../../cli/lab/not-played";
import { codeReview } from "../../examples/services";
import { monitorsOfStack, play, scenario, SCENARIOS, type Run } from "../../lab";
import { exampleApp, runCli } from "../support/run-cli";
import { synthService } from "../support/synth";

jest.setTimeout(60_000);

const APP = ["--app", exampleApp(), "--stack", "code-review"];

const ALERT = {
  ...{ signal: "latency_p95", key: "", monitor: "m", group: {} },
  ...{ firedAtMinute: 4, recoveredAtMinute: 54, times: 1 },
  ...{ warnedAtMinute: null, noDataAtMinute: null, firesBy: null, value: null },
  ...{ expected: "either" as const, problems: [], ok: true, dependsOnUndocumented: [] },
};

describe("datadog-llm lab", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-lab-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("plays a scenario, prints one JSON object, and writes a JUnit report", () => {
    const args = ["lab", ...APP, "--scenario", "provider-429-storm", "--json"];
    const { status, stdout } = runCli([...args, "--junit", "lab.xml"], { cwd: folder });
    const { ok, runs } = JSON.parse(stdout);
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ scenario: "provider-429-storm", service: "code-review" });
    const fired = runs[0].alerts.filter((alert: any) => alert.firedAtMinute !== null);
    expect(fired).toHaveLength(1);
    expect(fired[0]).toMatchObject({
      signal: "provider_error_rate",
      group: { provider: "openai", model: "gpt-4.1" },
      expected: "fire",
    });
    expect(runs[0].pages).toEqual([
      {
        minute: fired[0].firedAtMinute,
        receivers: ["pagerduty-developer-tools", "slack-developer-tools"],
        title: "[code-review · production] Provider error rate above 3 % over 10 minutes",
      },
    ]);
    expect(readFileSync(path.join(folder, "lab.xml"), "utf8")).toContain('failures="0"');
  });

  it("lists the scenarios, what is expected, and why one is not played", () => {
    const { status, stdout } = runCli(["lab", ...APP, "--list", "--json"], { cwd: folder });
    expect(status).toBe(0);
    const { scenarios } = JSON.parse(stdout);
    const service = (id: string): unknown =>
      scenarios.find((one: any) => one.id === id).services[0];
    expect(service("provider-429-storm")).toMatchObject({ fires: ["provider_error_rate"] });
    expect(service("prompt-regression")).toMatchObject({
      needs: "a prompt with structured output",
      fires: [],
    });
    const text = runCli(["lab", ...APP, "--list"], { cwd: folder }).stdout;
    expect(text).toContain(
      "code-review · production  not played: it needs a prompt with structured",
    );
  });

  it("says of each scenario that is not played what the service lacks", () => {
    const scenarios = ["prompt-regression", "quiet-night"].flatMap((id) => ["--scenario", id]);
    const { stdout } = runCli(["lab", ...APP, ...scenarios], { cwd: folder });
    const needs = "a prompt with structured output";
    expect(stdout).toContain(`prompt-regression (needs ${needs}): code-review · production`);
    const [play] = notPlayedOf([{ service: codeReview, monitors: [] }], SCENARIOS).filter(
      ({ scenario: id }) => id === "prompt-regression",
    );
    expect(play).toEqual({
      ...{ scenario: "prompt-regression", service: "code-review", env: "production" },
      needs,
    });
  });

  it("says what a service lacks for the scenario that is asked for", () => {
    const args = ["lab", ...APP, "--scenario", "prompt-regression"];
    expect(runCli(args, { cwd: folder })).toMatchObject({
      status: 2,
      stderr:
        "No scenario fits the services of these stacks: prompt-regression needs a prompt with structured output.\n",
    });
  });

  it("finds before it plays that a report cannot be written", () => {
    const args = ["lab", ...APP, "--scenario", "quiet-night", "--report", folder];
    const { status, stderr } = runCli(args, { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toBe(`${folder} cannot be written: it is a folder.\n`);
  });

  it.each([
    [["--scenario", "meteor"], 'There is no scenario "meteor"; there are: healthy-day'],
    [["--seed", "x"], '--seed: "x" given; allowed: a whole number'],
  ])("ends %j with status 2 and says what there is", (args, message) => {
    const { status, stderr } = runCli(["lab", ...APP, ...args], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it("ends with a table of scenarios and alerts that fits the terminal", () => {
    const alerts = Array.from({ length: 12 }, (_, index) => ({
      signal: `signal_${index}`,
      key: "",
      monitor: "m",
      group: {},
      firedAtMinute: index === 3 ? 4 : null,
      recoveredAtMinute: index === 3 ? 54 : null,
      times: 0,
      warnedAtMinute: index === 5 ? 8 : null,
      noDataAtMinute: null,
      expected: "either" as const,
      firesBy: null,
      value: null,
      problems: index === 7 ? ["It stayed silent."] : [],
      ok: index !== 7,
      dependsOnUndocumented: [],
    }));
    const common = { service: "svc", notifications: [], unsupported: [], requests: 1, ok: true };
    const runs = ["storm", "quiet"].map((scenario) => ({ ...common, scenario, alerts }));
    const report = labReport(runs, { width: 80, colours: false, messages: false });
    expect(Math.max(...report.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const cells = report.split("\n").filter((line) => line.startsWith("storm "));
    expect(cells.map((line) => line.split(/ +/))).toEqual([
      ["storm", ".", ".", ".", "4-54", ".", "(8)", ".", "!.", ".", "."],
      ["storm", ".", "."],
    ]);
    expect(report).toMatch(/a signal_0 {3}b signal_1/);
  });

  it("gives the reason of what is neither due nor wrong, once for all groups of an alert", () => {
    const because = "Too little traffic to fire: p < 0.0001.";
    const silent = { ...ALERT, firedAtMinute: null, expected: "silence" as const, because };
    const groups = ["a", "b", "c", "d"].map((model) => ({ ...silent, group: { model } }));
    const fired = { ...ALERT, signal: "cost_spike", because: "It may fire: it is dear." };
    const common = { service: "svc", notifications: [], unsupported: [], requests: 1, ok: true };
    const runs: Run[] = [
      { ...common, scenario: "storm", alerts: [...groups, fired], unwatched: ["telemetry_silent"] },
      { ...common, scenario: "quiet", alerts: groups },
    ];
    const report = labReport(runs);
    expect(report).toContain(`   latency_p95 silent (a, b, and 2 more groups): ${because}`);
    expect(report).toContain("   cost_spike fired (-): It may fire: it is dear.");
    expect(report).toContain("   no alert watches for it: there is no telemetry_silent");
    expect(report).toMatch(/^quiet +~ +\.$/m);
    expect(labJson(runs)).toMatchObject({
      runs: [{ unwatched: ["telemetry_silent"], alerts: [{ because }, {}, {}, {}, {}] }, {}],
    });
  });

  it("marks what is not as expected, in every form", () => {
    const run: Run = {
      scenario: "storm",
      service: "svc",
      alerts: [
        {
          signal: "cost_spike",
          key: "",
          monitor: "m",
          group: { feature: "a<b" },
          firedAtMinute: 7,
          recoveredAtMinute: null,
          times: 1,
          warnedAtMinute: null,
          noDataAtMinute: null,
          expected: "silence",
          firesBy: null,
          value: 12,
          problems: ["It fired in minute 7, and should stay silent."],
          ok: false,
          dependsOnUndocumented: ["an edge"],
        },
      ],
      notifications: [],
      unsupported: [],
      requests: 1,
      ok: false,
    };
    expect(labReport([run])).toMatch(/! {2}cost_spike \* {2}fired 7, not recovered {2}a<b/);
    expect(labReport([run])).toContain("* would be otherwise under another interpretation");
    expect(labReport([run])).toContain("1 of 1 runs are not as expected");
    expect(labJson([run])).toMatchObject({
      ok: false,
      runs: [{ ok: false, alerts: [{ expected: "silence", problems: run.alerts[0]!.problems }] }],
    });
    expect(junitReport([run])).toContain(
      '<failure message="cost_spike *: It fired in minute 7, and should stay silent."/>',
    );
  });
});

it("tells the environments of a service apart, in headings and in the table of scenarios", () => {
  const none = { alerts: [], notifications: [], unsupported: [], requests: 0, ok: true };
  const runs = ["staging", "production"].flatMap((env) =>
    ["quiet-night", "provider-slow"].map((scenario) => ({
      ...{ service: "helpdesk", env, scenario },
      ...none,
    })),
  );
  const lines = labReport(runs).split("\n");
  for (const env of ["staging", "production"]) {
    expect(lines).toContain(`ok  helpdesk · ${env}: quiet-night (0 requests)`);
    expect(lines).toContain(`helpdesk · ${env}`);
  }
});

it("says of drafts what they would have done, because nobody hears of them", () => {
  const stack = synthService(codeReview, { draft: true });
  const watched = { service: codeReview, monitors: monitorsOfStack(JSON.parse(stack.text)) };
  const run = play(watched, scenario("provider-429-storm"));
  expect(run.ok).toBe(true);
  expect(run.notifications).toEqual([]);
  expect(labReport([run])).toMatch(
    / provider_error_rate +draft, would have paged \d+, recovered \d+ +gpt-4\.1 openai/,
  );
  expect(labJson([run])).toMatchObject({
    runs: [{ alerts: expect.arrayContaining([expect.objectContaining({ draft: true })]) }],
  });
});
