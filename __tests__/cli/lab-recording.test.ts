import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labRecording } from "../../cli/commands/lab-recording";
import { UsageError } from "../../cli/usage-error";
import { exportedMonitor, OTHER_KINDS } from "../lab/inputs/exported";
import { exampleApp, runCli } from "../support/run-cli";

jest.setTimeout(60_000);

const START = Date.UTC(2026, 5, 2, 12) / 1_000;
const HEADER = '{"format":"datadog-llm recording","version":1,"startedAt":"2026-06-02T12:00:00Z"}';

/** An hour of requests to code-review, whose model fails from minute 20 to 30. */
function recording(): string {
  const tags = ["env:production", "service:code-review", "provider:openai", "model:gpt-4.1"];
  const line = (time: number, metric: string, value: number, more: string[] = []): string =>
    JSON.stringify({ time, metric, type: "count", values: [value], tags: [...tags, ...more] });
  const lines = Array.from({ length: 60 }, (_, minute) => {
    const time = START + minute * 60 + 30;
    const errors = minute >= 20 && minute < 30 ? 10 : 0;
    return [
      line(time, "llm.requests", 40),
      line(time, "llm.errors", errors, ["error_type:rate_limit"]),
    ];
  });
  return [HEADER, ...lines.flat(), ""].join("\n");
}

const OWN = exportedMonitor(
  7,
  "query alert",
  "sum(last_5m):sum:llm.errors{env:production} by {model}.as_count() > 20",
  { thresholds: { critical: 20 } },
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-lab-recording-"));
  write("incident.jsonl", recording());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

function evaluate(...args: string[]): ReturnType<typeof runCli> {
  return runCli(["lab", "--recording", "incident.jsonl", ...args], { cwd: folder });
}

describe("datadog-llm lab --recording", () => {
  it("evaluates a stack's monitors, and ends well whatever fires, since nothing is expected", () => {
    const app = ["--app", exampleApp(), "--stack", "code-review"];
    const { status, stdout } = evaluate(...app, "--json", "--junit", "lab.xml");
    const { ok, runs } = JSON.parse(stdout);
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      scenario: "incident.jsonl",
      service: "code-review",
      unsupported: [],
    });
    const fired = runs[0].alerts.filter((alert: any) => alert.firedAtMinute !== null);
    expect(fired).toMatchObject([
      {
        signal: "provider_error_rate",
        group: { provider: "openai", model: "gpt-4.1" },
        firedAtMinute: expect.any(Number),
        recoveredAtMinute: expect.any(Number),
        expected: "either",
        // How far apart a composite sees its members is not documented.
        dependsOnUndocumented: true,
      },
    ]);
    expect(fired[0].firedAtMinute).toBeGreaterThanOrEqual(22);
    expect(fired[0].firedAtMinute).toBeLessThan(30);
    expect(runs[0].pages).toHaveLength(1);
    expect(readFileSync(path.join(folder, "lab.xml"), "utf8")).toContain('failures="0"');
  });

  it("evaluates exported monitors without an app, and says when minute 0 was", () => {
    write("monitors.json", JSON.stringify(OWN));
    const { status, stdout } = evaluate("--monitors", "monitors.json", "--messages");
    expect(status).toBe(0);
    expect(stdout).toContain(
      "monitors.json: incident.jsonl (minute 0 is 2026-06-02T12:00:00.000Z)",
    );
    expect(stdout).toMatch(/Monitor 7 {2}fired 23, recovered 33 {2}gpt-4\.1/);
    expect(stdout).toMatch(/minute 23 {2}alert {2}Monitor 7 \(gpt-4\.1\), to pagerduty-search/);
    expect(stdout).toContain("     | @pagerduty-search");
    expect(stdout).toContain("1 fired. A recording has no expectations");
  });

  it("says where the recording has nothing of a service: that is not silence", () => {
    const app = ["--app", exampleApp(), "--stack", "code-review", "--stack", "support-agent"];
    const { status, stdout } = evaluate(...app, "--thresholds", "--report", "lab.html");
    expect(status).toBe(0);
    const [of, ...more] = stdout
      .split("\n")
      .filter((line) => line.includes("has nothing that these monitors read"));
    expect(of).toMatch(/its \d+ alerts were not tested$/);
    // The table of thresholds.
    expect(more).toHaveLength(1);
    expect(stdout).toContain("The recording has nothing of 1 of 2 services: it was not tested.");
    const { runs } = JSON.parse(evaluate(...app, "--json", "--junit", "lab.xml").stdout);
    const untested = (run: any): unknown => run.nothingRecorded ?? false;
    expect(runs.map((run: any) => [run.service, untested(run)])).toEqual([
      ["support-agent", true],
      ["code-review", false],
    ]);
    expect(readFileSync(path.join(folder, "lab.xml"), "utf8")).toContain('skipped="1"');
  });

  it("says how often, when and for how long others thresholds would page, and draws it", () => {
    write("monitors.json", JSON.stringify(OWN));
    const args = ["--monitors", "monitors.json", "--thresholds", "--report", "lab.html"];
    const { status, stdout } = evaluate(...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Monitor 7: quiet at 60\n/);
    expect(stdout).toMatch(/ 20\* +1 page +10 min +23-33 gpt-4\.1/);
    const html = readFileSync(path.join(folder, "lab.html"), "utf8");
    expect(html.includes("<title>monitors.json: incident.jsonl")).toBe(true);
    const { runs, thresholds } = JSON.parse(evaluate(...args.slice(0, 3), "--json").stdout);
    expect(runs[0].startedAt).toBe("2026-06-02T12:00:00.000Z");
    expect(thresholds.find(({ isOwn }: any) => isOwn)).toMatchObject({
      ...{ signal: "Monitor 7", threshold: 20, pages: 1, minutes: 10 },
      firings: [{ group: { model: "gpt-4.1" }, from: 23, to: 33 }],
    });
  });

  it("ends with 1 where a monitor is not evaluated, and names it with the column", () => {
    const anomaly = exportedMonitor(
      8,
      "query alert",
      "avg(last_4h):anomalies(avg:a{*}, 'agile', 2) >= 1",
    );
    const both = exportedMonitor(10, "composite", "7 && 11", { on_missing_data: null });
    write("all.json", JSON.stringify([OWN, anomaly, exportedMonitor(9, ...OTHER_KINDS[0]!), both]));
    const { status, stdout } = evaluate("--monitors", "all.json", "--json");
    const { ok, runs } = JSON.parse(stdout);
    expect({ ok, status }).toEqual({ ok: false, status: 1 });
    expect(runs[0].alerts.some((alert: any) => alert.firedAtMinute === 23)).toBe(true);
    expect(runs[0].unsupported).toEqual([
      expect.objectContaining({ name: "Monitor 8", column: 14 }),
      expect.objectContaining({ name: "Monitor 9", reason: expect.stringContaining("log alert") }),
      expect.objectContaining({ name: "Monitor 10", column: 6 }),
    ]);
    const text = evaluate("--monitors", "all.json").stdout;
    expect(text).toContain("!  Monitor 8 (8): The function anomalies() is not supported");
    expect(text).toContain("3 not evaluated (marked with !): their silence proves nothing.");
  });

  it("reads a CSV of series as well", () => {
    const rows = Array.from({ length: 10 }, (_, minute) =>
      [START + minute * 60, "llm.errors", 10, '"env:production model:gpt-4.1"'].join(","),
    );
    write("incident.jsonl", ["time,metric,value,tags", ...rows].join("\n"));
    write("monitors.json", JSON.stringify([OWN]));
    const { status, stdout } = evaluate("--monitors", "monitors.json");
    expect(status).toBe(0);
    expect(stdout).toMatch(/fired 3, not recovered/);
  });

  it.each([
    ["incident.jsonl", [HEADER, "{}"].join("\n"), 'incident.jsonl: Line 2: "time" is missing'],
    ["incident.jsonl", HEADER, "incident.jsonl holds no points."],
    ["incident.jsonl", "time;metric\n", "incident.jsonl: Line 1: the header must be time,metric"],
    ["monitors.json", "[{]", "monitors.json: "],
    ["monitors.json", "[]", "monitors.json: There is no monitor in the list."],
    [
      "incident.jsonl",
      `time,metric,value,tags\n${START},a,1,\n2036-01-01T00:00:00Z,a,1,`,
      "incident.jsonl: The points reach from 2026-06-02T12:00:00.000Z to 2036",
    ],
    [
      "incident.jsonl",
      `time,metric,value,tags,type\n${START},a,1,,count\n${START},a,1,,gauge`,
      "incident.jsonl: Points that cannot be evaluated: a is a count and was sent as a gauge.",
    ],
    ["monitors.json", undefined, "monitors.json: ENOENT"],
  ])("names what is wrong where %s holds %j", async (name, text, message) => {
    write("monitors.json", JSON.stringify(OWN));
    if (text === undefined) rmSync(path.join(folder, name));
    else write(name, text);
    const failing = labRecording({
      app: "examples/main.ts",
      recording: path.join(folder, "incident.jsonl"),
      monitors: path.join(folder, "monitors.json"),
      stacks: [],
      junit: undefined,
      json: true,
      messages: false,
    });
    await expect(failing).rejects.toThrow(UsageError);
    await expect(failing).rejects.toThrow(message);
  });

  it("ends with 2 for what is the command line's fault", () => {
    const { status, stderr } = evaluate("--scenario", "quiet-night");
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "--scenario does not go with --recording.\n",
    });
  });

  it("is what --monitors needs", () => {
    write("monitors.json", JSON.stringify(OWN));
    const { status, stderr } = runCli(["lab", "--monitors", "monitors.json"], { cwd: folder });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "--monitors needs --recording <file>.\n",
    });
  });
});

describe("a recording that ends with an outage", () => {
  const silent = exportedMonitor(
    8,
    "query alert",
    "sum(last_5m):sum:llm.requests{*}.as_count() < 1",
    {
      thresholds: { critical: 1 },
      on_missing_data: "default",
    },
  );
  const pagesOf = (...args: string[]): number => {
    write("silent.json", JSON.stringify([silent]));
    const { stdout } = evaluate("--monitors", "silent.json", "--json", ...args);
    return JSON.parse(stdout).runs[0].pages.filter(({ minute }: any) => minute >= 60).length;
  };

  it("is evaluated until the time that is given", () => {
    expect(pagesOf()).toBe(0);
    expect(pagesOf("--until", "30m")).toBe(1);
    expect(pagesOf("--until", "2026-06-02T13:30:00Z")).toBe(1);
  });

  it.each([["tomorrow"], ["2026-06-02"]])("refuses %s as a time", (until) => {
    write("silent.json", JSON.stringify([silent]));
    const { status, stderr } = evaluate("--monitors", "silent.json", "--until", until);
    expect(status).toBe(2);
    expect(stderr).toContain(`--until: "${until}" given; allowed: a time such as`);
  });

  it.each([["seed", "2"], ["against", "HEAD"], ["changed"], ["list"]])(
    "does not take --%s",
    (...option) => {
      const { status, stderr } = evaluate(`--${option[0]}`, ...option.slice(1));
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: `--${option[0]} does not go with --recording.\n`,
      });
    },
  );
});
