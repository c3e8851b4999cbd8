import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Results } from "../../../cli/evaluate/results";
import { recorded } from "../../../cli/evaluate/runner";
import { runCases } from "../../../cli/evaluate/run-cases";
import { createTestTelemetry } from "../../../runtime/testing";
import { supportAgent } from "../../../examples/services";
import { runCli } from "../../support/run-cli";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-evaluate-"));
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const CASES = Array.from({ length: 12 }, (_, index) => ({ id: `case-${index}` }));
const dataset = file("cases.jsonl", CASES.map((one) => JSON.stringify(one)).join("\n"));
const run = file(
  "run.ts",
  `export const run = async (one: { id: string }, { version }: { version: string }) => ({
    pass: version === "1" || Number(one.id.slice(5)) < 4, score: 0.5, answer: "a secret" });`,
);
const evaluate = (...args: string[]) =>
  runCli(["evaluate", "--prompt", "p", "--baseline", "1", "--candidate", "2", ...args]);

test("evaluate rolls back a candidate that fails cases, and keeps no answer", () => {
  const out = path.join(folder, "results.jsonl");
  const { status, stdout } = evaluate("--dataset", dataset, "--run", run, "--out", out);
  expect(status).toBe(1);
  expect(stdout).toContain("12 cases: the baseline passes 12, the candidate 4.");
  expect(readFileSync(out, "utf8").trim().split("\n")).toHaveLength(24);
  expect(readFileSync(out, "utf8")).not.toContain("secret");
});

test("what is wrong with a data set is said at once, and nothing is decided", () => {
  const bad = file("bad.jsonl", '{"id":"a"}\n{"id":"a"}\n{"text":"b"}\n');
  const { status, stderr } = evaluate("--dataset", bad, "--run", run);
  expect(status).toBe(3);
  expect(stderr).toMatch(/bad\.jsonl:2: id: "a" is that of .*bad\.jsonl:1, too\n.*:3: id: nothing/);
});

describe("a run", () => {
  const versions = ["1"];
  const base = { cases: CASES, versions, concurrency: 3, onProgress: () => undefined };

  it("has so many cases at once, and no more", async () => {
    const results = new Results(path.join(folder, "at-once.jsonl"));
    let [active, most] = [0, 0];
    const slow = async (): Promise<unknown> => {
      most = Math.max(most, (active += 1));
      await new Promise(setImmediate);
      active -= 1;
      return { pass: true };
    };
    await runCases({ ...base, results, run: slow });
    expect(most).toBe(3);
  });

  it("goes on where it was killed, in the middle of a line, and repeats what threw", async () => {
    const out = file("killed.jsonl", '{"case":"case-0","version":"1","pass":true}\n{"case":"ca');
    const ran: string[] = [];
    const failing = (one: { id: string }): unknown => {
      ran.push(one.id);
      if (one.id === "case-3") throw new Error("no quota");
      return { pass: true };
    };
    const failed = await runCases({ ...base, results: new Results(out), run: failing });
    expect(failed).toEqual([{ id: "case-3", version: "1", error: new Error("no quota") }]);
    expect(ran).not.toContain("case-0");
    const rest: string[] = [];
    const again = (one: { id: string }): unknown => (rest.push(one.id), { pass: true });
    await runCases({ ...base, results: new Results(out), run: again });
    expect(rest).toEqual(["case-3"]);
  });

  it("is recorded at stage pre_release, under the version that ran", async () => {
    const test = createTestTelemetry(supportAgent);
    const one = recorded(
      { run: () => ({ pass: false }), llm: test.llm, feature: "f" },
      "p",
      "correctness",
    );
    await one({ id: "a" }, "2");
    const [span] = test.spans.filter(({ name }) => name === "eval.score");
    expect(span?.tags).toMatchObject({ "eval.stage": "pre_release", "llm.prompt_version": "2" });
  });
});
