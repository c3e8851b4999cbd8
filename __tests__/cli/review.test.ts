import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { monitor, stackOf } from "../review/stack";
import { runCli } from "../support/run-cli";

describe("datadog-llm review", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "review-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function side(name: string, monitors: Record<string, unknown>): string {
    const place = path.join(folder, name);
    mkdirSync(path.join(place, "stacks/app"), { recursive: true });
    writeFileSync(path.join(place, "stacks/app/cdk.tf.json"), stackOf(monitors)[0]!.content);
    return place;
  }
  const count = "sum(last_10m):sum:llm.errors{env:prod} by {model}.as_count() > 7";
  const healthy = monitor({ query: count, monitor_thresholds: { critical: "7" } });
  const base = side("base", { json: healthy });

  test("prints what a change means, and ends with 0 where nothing is lost", () => {
    const head = side("quieter", {
      json: { ...healthy, query: count.replace("7", "9"), monitor_thresholds: { critical: "9" } },
    });
    const { status, stdout, stderr } = runCli(["review", "--base", base, "--head", head]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(
      "Quieter: pages later, less often or no more\n" +
        "  invalid_json on support-agent: pages above 9 instead of above 7\n\n1 quieter\n",
    );
    expect(runCli(["review", "--base", base, "--head", head, "--fail-on", "quieter"]).status).toBe(
      1,
    );
  });

  test("ends with 1 where a monitor would be made anew, and says so in every form", () => {
    const head = side("moved", { renamed: healthy });
    const form = (...more: string[]): string => {
      const { status, stdout } = runCli(["review", "--base", base, "--head", head, ...more]);
      expect(status).toBe(1);
      return stdout;
    };
    expect(form()).toContain('keep it: "moved": [{ "from": "datadog_monitor.json"');
    expect(form("--markdown")).toContain("### Deleted and made anew");
    expect(JSON.parse(form("--json"))).toMatchObject({
      changes: [{ risk: "re-created" }],
      findings: [],
    });
    const sarif = JSON.parse(form("--sarif")) as {
      runs: [{ results: { level: string; ruleId: string }[] }];
    };
    // Without a repository around it, a file is named whole.
    const uri = String(pathToFileURL(path.join(head, "stacks/app/cdk.tf.json")));
    const physicalLocation = { artifactLocation: { uri }, region: { startLine: 1 } };
    expect(sarif.runs[0].results).toMatchObject([
      { ruleId: "change", level: "error", locations: [{ physicalLocation }] },
    ]);
  });

  test("writes a lock, and reports what moves from there", () => {
    const head = side("locked", { renamed: healthy });
    const cwd = path.join(folder, "project");
    mkdirSync(cwd);
    expect(runCli(["review", "--head", base, "--lock"], { cwd }).stdout).toContain("1 addresses");
    expect(runCli(["review", "--head", base], { cwd }).status).toBe(0);
    const { status, stdout } = runCli(["review", "--head", head], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain("lock: app/datadog_monitor.json: is now app/datadog_monitor.renamed");
  });

  test("reviews a git revision against the app, and leaves no worktree behind", () => {
    const { status, stdout, stderr } = runCli(["review", "--base", "HEAD"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).not.toBe("");
  }, 60_000);

  test("refuses what is no side of a review", () => {
    const { status, stderr } = runCli(["review", "--base", "/nowhere"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain('--base: "/nowhere" given; allowed: a module that exports the app');
  });
});
