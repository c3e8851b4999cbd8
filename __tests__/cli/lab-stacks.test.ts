import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCli } from "../support/run-cli";

jest.setTimeout(60_000);

const monitor = (name: string, query: string): object => ({
  ...{ name, type: "query alert", query, message: "@slack-a", require_full_window: false },
});
const errors = (threshold: number): object =>
  monitor("Errors", `sum(last_5m):sum:llm.errors{service:chat,env:prod}.as_count() > ${threshold}`);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-lab-stacks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What differs in each synthesis, and is no change of a monitor. */
let syntheses = 0;

function stack(name: string, monitors: Record<string, object>, place = "stacks"): void {
  mkdirSync(path.join(folder, place, name), { recursive: true });
  const json = {
    resource: { datadog_monitor: monitors },
    terraform: { backend: (syntheses += 1) },
  };
  writeFileSync(path.join(folder, place, name, "cdk.tf.json"), JSON.stringify(json));
}

const lab = (...args: string[]) => runCli(["lab", ...args], { cwd: folder });
const STORM = ["--app", "stacks", "--scenario", "provider-429-storm", "--json"];

function git(...args: string[]): void {
  const user = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const { status, stderr } = spawnSync("git", [...user, ...args], { cwd: folder });
  expect(String(stderr)).toBe("");
  expect(status).toBe(0);
}

describe("datadog-llm lab --app <stacks>", () => {
  it("plays traffic that the monitors name, and says what was made up and what it does not reach", () => {
    const cpu = monitor("CPU", "avg(last_5m):avg:system.cpu.user{*} > 90");
    stack("chat", { errors: errors(20), cpu });
    stack("web", { cpu });
    const { status, stdout } = lab(...STORM);
    const { ok, runs, notes } = JSON.parse(stdout);
    expect({ ok, status }).toEqual({ ok: true, status: 0 });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ service: "chat", env: "prod" });
    expect(runs[0].alerts).toMatchObject([
      { signal: "Errors", firedAtMinute: expect.any(Number), expected: "either" },
      { signal: "CPU", firedAtMinute: null },
    ]);
    expect(notes).toEqual([
      "Stacks do not say what a service declares: its traffic is made for what its monitors name.",
      'chat: no traffic reaches "CPU": their silence proves nothing.',
      "chat · prod: made up: feature (feature), prompt_name (prompt), provider (provider), model (model).",
      expect.stringContaining(
        "web: not played: no monitor reads a metric of the telemetry contract",
      ),
    ]);
  });

  it("reads the files of a folder as one module", () => {
    const write = (file: string, name: string, block: object): void =>
      writeFileSync(
        path.join(folder, file),
        JSON.stringify({ resource: { datadog_monitor: { [name]: block } } }),
      );
    write("a.tf.json", "errors", errors(20));
    const both = { ...monitor("Both", "${datadog_monitor.errors.id}"), type: "composite" };
    write("b.tf.json", "both", both);
    const { stdout } = lab("--app", ".", "--scenario", "quiet-night", "--json");
    expect(JSON.parse(stdout).runs[0].unsupported).toEqual([]);
  });

  it.each([
    [["--app", "stacks"], "--app: there is no datadog_monitor in stacks."],
    [["--app", "main.tf"], "Instead of Terraform's own language, name what `terraform show -json`"],
    [["--app", "stacks", "--changed"], "there is no datadog_monitor in stacks"],
  ])("refuses %j", (args, message) => {
    stack("none", {});
    writeFileSync(path.join(folder, "main.tf"), 'resource "datadog_monitor" "a" {}');
    const { status, stderr } = lab(...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });

  it("says all that is wrong with the options before it loads anything", () => {
    const options = ["--seed", "x", "--scenario", "meteor", "--until", "30m", "--report", folder];
    const { status, stderr } = lab("--app", "nowhere.ts", ...options);
    expect(status).toBe(2);
    expect(stderr.split("\n").slice(0, 4)).toEqual([
      "--until needs --recording <file>.",
      '--seed: "x" given; allowed: a whole number',
      expect.stringContaining('There is no scenario "meteor"'),
      `${folder} cannot be written: it is a folder.`,
    ]);
  });
});

describe("datadog-llm lab --changed and --against", () => {
  beforeEach(() => {
    stack("chat", { errors: errors(20) });
    stack("search", { errors: errors(20) });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
  });

  it("plays nothing where no stack changed, and that is well", () => {
    stack("chat", { errors: errors(20) });
    const { status, stdout, stderr } = lab(...STORM, "--changed");
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, runs: [] });
    expect(stderr).toMatch(/Since [0-9a-f]{10}, no stack changed, of 2\./);
  });

  it("plays the stacks that changed since the work left the main branch, and says what differs", () => {
    git("checkout", "-q", "-b", "work");
    stack("chat", { errors: errors(200) });
    git("commit", "-qam", "second");
    const { stdout } = lab(...STORM, "--changed", "--against", "main", "--report", "lab.html");
    const { runs, notes, against, differences } = JSON.parse(stdout);
    expect(runs).toHaveLength(1);
    expect(notes.at(-1)).toMatch(/Since [0-9a-f]{10}, changed: chat, of 2\./);
    expect(against).toBe("main");
    expect(differences).toMatchObject([
      { scenario: "provider-429-storm", service: "chat · prod", alert: "Errors" },
    ]);
    expect(differences[0].text).toMatch(/^no longer pages \(it did at minute \d+\)$/);
    const html = readFileSync(path.join(folder, "lab.html"), "utf8");
    expect(html.includes('"before":{')).toBe(true);
  });

  it("compares with what an earlier run printed", () => {
    writeFileSync(path.join(folder, "before.json"), lab(...STORM, "--stack", "chat").stdout);
    stack("chat", { errors: errors(200) });
    const args = ["--app", "stacks", "--scenario", "provider-429-storm", "--stack", "chat"];
    const { stdout } = lab(...args, "--against", "before.json");
    expect(stdout).toMatch(
      /Otherwise than before:\n +provider-429-storm: Errors on chat · prod no longer pages/,
    );
    const { status, stderr } = lab(...args, "--against", "before.json", "--report", "x.html");
    expect(status).toBe(2);
    expect(stderr).toContain("--report needs the other side's stacks");
  });

  it("refuses a revision that there is not", () => {
    expect(lab(...STORM, "--changed", "nowhere")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--changed: "nowhere" given; allowed: a module'),
    });
  });
});
