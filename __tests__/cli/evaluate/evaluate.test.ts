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
  "run.mjs",
  `export const run = async (one, { version }) => ({
    pass: version === "1" || Number(one.id.slice(5)) < 4, score: 0.5, answer: "a secret" });`,
);
const evaluate = (...args: string[]) =>
  runCli(["evaluate", "--prompt", "p", "--baseline", "1", "--candidate", "2", ...args]);

test("evaluate rolls back a candidate that fails cases, and keeps no answer", () => {
  const out = path.join(folder, "results.jsonl");
  const { status, stdout } = evaluate("--dataset", dataset, "--run", run, "--out", out);
  expect(status).toBe(1);
  expect(stdout).toContain("p: 1 → 2, over 12 cases\ncase by case, read from");
  expect(stdout).toMatch(/WORSE {2}Failed cases +0\.0 % +66\.7 % +\+66\.7 \(/);
  expect(stdout).toContain("Roll back: Failed cases got worse.");
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
    const results = new Results(path.join(folder, "at-once.jsonl"), "p");
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
    const failed = await runCases({ ...base, results: new Results(out, "p"), run: failing });
    expect(failed).toEqual([{ id: "case-3", version: "1", error: new Error("no quota") }]);
    expect(ran).not.toContain("case-0");
    const rest: string[] = [];
    const again = (one: { id: string }): unknown => (rest.push(one.id), { pass: true });
    await runCases({ ...base, results: new Results(out, "p"), run: again });
    expect(rest).toEqual(["case-3"]);
  });

  it("runs a case again that was changed, and not one whose fields changed places", async () => {
    const out = path.join(folder, "changed.jsonl");
    const ran: string[] = [];
    const running = (one: { id: string }): unknown => (ran.push(one.id), { pass: true });
    const over = (...cases: { id: string; text?: string; more?: number }[]) =>
      runCases({ ...base, cases, results: new Results(out, "p"), run: running });
    await over({ id: "a", text: "x", more: 1 }, { id: "b", text: "x" });
    await over({ more: 1, text: "x", id: "a" }, { id: "b", text: "y" });
    expect(ran).toEqual(["a", "b", "b"]);
  });

  it("takes along what the runtime tells of the prompt's calls, and not of its judge's", async () => {
    const { llm } = createTestTelemetry(supportAgent);
    const model = { provider: "anthropic", model: "claude-sonnet-4" } as const;
    const ask = (inputTokens: number) =>
      llm.request(model, (request) => {
        request.set({ inputTokens, outputTokens: 10, costUsd: 0.01 });
        return Promise.resolve("an answer");
      });
    const run = async () => {
      await ask(100);
      await ask(200);
      llm.validation({ schema: "s", isValid: () => false }, () => "");
      const judge = { name: "support_triage", version: "judge", feature: "support_agent" } as const;
      await llm.withPrompt(judge, () => ask(5_000));
      return { pass: true };
    };
    const one = recorded({ run, llm, feature: "support_agent" }, "support_triage", "correctness");
    expect(await one({ id: "a" }, "2")).toEqual({
      pass: true,
      validJson: false,
      costUsd: 0.02,
      inputTokens: 300,
      outputTokens: 20,
      latencyMs: expect.any(Number) as number,
    });
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
