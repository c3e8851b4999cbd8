import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readSeries } from "../../../lab";
import { headerLine, pointLine } from "../../../lab/recorder/format";
import { codeBlocks } from "../../support/markdown-blocks";
import { exampleApp, runCli } from "../../support/run-cli";

import { guidesExample, releaseStore } from "../../release/support/release-store";
import { answerOfV1 } from "../../release/support/saved";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-compare-"));

/** A CSV of two versions with so many checks an hour, and so many invalid ones. */
function csv(
  name: string,
  requests: number,
  invalid: readonly [before: number, after: number],
): string {
  const start = Date.parse("2026-06-01T00:00:00Z") / 1_000;
  const lines = Array.from({ length: 24 }, (_, hour) =>
    ["2026-06-01.2", "2026-06-01.3"].flatMap((version, side) => {
      const tags = `env:production service:support-agent prompt_name:support_triage feature:support_agent model:gpt-4.1 prompt_version:${version}`;
      const counts = { requests, json_checks: requests, json_invalid: invalid[side] };
      return Object.entries(counts).map(
        ([metric, count]) => `${start + hour * 3_600},llm.${metric},${count},${tags},count`,
      );
    }),
  ).flat();
  const file = path.join(folder, name);
  writeFileSync(file, ["time,metric,value,tags,type", ...lines].join("\n"));
  return file;
}

/** The same as a recording, which has all that was sent. */
function recording(...given: Parameters<typeof csv>): string {
  const points = readSeries(readFileSync(csv(...given), "utf8"));
  const file = path.join(folder, `${given[0]}.jsonl`);
  writeFileSync(file, headerLine(new Date(0)) + points.map(pointLine).join(""));
  return file;
}

const compare = (...args: string[]) => runCli(["compare", "--app", exampleApp(), ...args]);

describe("compare ends with its verdict", () => {
  it("0 for a promotion, within 80 columns", () => {
    const file = recording("good", 500, [5, 5]);
    const { status, stdout, stderr } = compare("--source", file, "--once");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Promote: no guarded measure got worse by its margin.");
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "- No data of either version: Tool failures, Slower",
    );
    expect(stdout).toMatch(/fine\s+Invalid JSON\s+1\.0 %\s+1\.0 %/);
    const widest = Math.max(
      ...stdout
        .split("\n")
        .slice(2)
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(80);
  });

  it("2 where a CSV lacks the series of a guarded measure, which may not have been exported", () => {
    const { status, stdout } = compare("--source", csv("good.csv", 500, [5, 5]), "--once");
    const said = stdout.replace(/\s+/g, " ");
    expect(status).toBe(2);
    expect(said).toContain("Hold: not measured: Provider errors, Tool failures, Slower than");
    expect(said).toMatch(/Provider errors: could not be read: \S+good\.csv has no llm\.errors\./);
    expect(said).toMatch(/fine Invalid JSON 1\.0 % 1\.0 %/);
  });

  it("1 for a roll-back, as Markdown for a pull request", () => {
    const file = csv("bad.csv", 500, [5, 34]);
    const { status, stdout } = compare("--source", file, "--window", "24h", "--markdown");
    expect(status).toBe(1);
    expect(stdout).toContain("### Roll back: Invalid JSON got worse.");
    expect(stdout).toMatch(
      /\| ❌ \| Invalid JSON \| 1\.0 % \| 6\.8 % \| \+5\.8 \(.*\) \| \+2 points \|/,
    );
    expect(stdout).toContain("- Look 23 of a declared window, 96 % of it over.");
  });

  it("1 for the played incident, in the lines that its page shows, and with the page drawn", () => {
    const report = path.join(folder, "compare.html");
    const { status, stdout } = compare("--source", "lab", "--report", report);
    expect(status).toBe(1);
    const [shown = ""] = codeBlocks("docs/prompt-releases.md")
      .map(({ text }) => text)
      .filter((text) => text.startsWith("WORSE"));
    expect(shown).toContain("Roll back");
    for (const line of shown.trim().split("\n")) expect(stdout).toContain(line);
    expect(stdout).toContain("Roll back: Invalid JSON got worse.");
    expect(stdout).toMatch(/Only on claude-sonnet-4 \(/);
    expect(readFileSync(report, "utf8")).toContain('<h1 class="roll_back">Roll back: Invalid JSON');
  });

  it("1 for an answer of Datadog's query API, which the lab refuses by name", () => {
    const file = path.join(folder, "answer.json");
    writeFileSync(
      file,
      JSON.stringify(answerOfV1(releaseStore({ serve: guidesExample })), null, 2),
    );
    const { status, stdout } = compare("--source", file, "--once");
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/Roll back: Invalid JSON[^]*Only on claude-sonnet-4/),
    });
    expect(compare("--source", `${file},${csv("one.csv", 1, [0, 0])}`).stderr).toContain(
      "several files go together where all are results of evaluate, or all are of Datadog's query API",
    );
    expect(runCli(["lab", "--recording", file]).stderr).toContain(
      "answer.json is no recording. Answers of Datadog's query API are read by compare --source",
    );
  });

  it("2 for too little, as JSON that says how many requests would do", () => {
    const { status, stdout } = compare("--source", csv("few.csv", 4, [0, 0]), "--json");
    const { decision, moreRequests, measures, from } = JSON.parse(stdout) as {
      decision: string;
      moreRequests: number;
      measures: { id: string; outcome: string }[];
      from: string;
    };
    expect({ status, decision, from }).toEqual({
      status: 2,
      decision: "hold",
      from: "2026-06-01T00:00:00.000Z",
    });
    expect(moreRequests).toBeGreaterThan(100);
    expect(measures).toContainEqual(
      expect.objectContaining({ id: "invalid_json", outcome: "open" }),
    );
  });

  it.each([
    ["no key", [], /^compare asks Datadog: set DD_API_KEY and DD_APP_KEY/],
    [
      "a file that is not there",
      ["--source", "nowhere.csv"],
      /^--source: there is no such file: nowhere\.csv/,
    ],
    ["an unknown prompt", ["--prompt", "suport_triage"], /Did you mean support_triage\?/],
    [
      "a prompt without a release",
      ["--prompt", "review_diff"],
      /^review_diff declares no release: name --baseline/,
    ],
    [
      "versions in the wrong order",
      ["--baseline", "2026-06-01.3", "--candidate", "2026-06-01.2"],
      /^The versions are swapped: the declaration has the baseline 2026-06-01\.2/,
    ],
    ["an unknown scenario", ["--source", "lab", "--scenario", "no-such"], /no-such/],
    ["a wrong window", ["--window", "soon"], /^--window: "soon" given; allowed: such as 36h or 7d/],
    ["a share of no lab", ["--share", "10%"], /^--share needs --source lab/],
    [
      "a share that is none",
      ["--source", "lab", "--share", "0.1"],
      /^--share: "0\.1" given; allowed: from 1% to 99%/,
    ],
    ["an unknown option", ["--fast"], /^compare has no option --fast\./],
  ])("3 where it cannot be decided: %s", (_what, args, message) => {
    const { status, stdout, stderr } = compare(...args);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(message);
  });
});
