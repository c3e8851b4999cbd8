import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareResults, type ResultsQuestion } from "../../../cli/evaluate/compare-results";
import { caseMargins } from "../../../cli/evaluate/open-results";
import type { StoredResult } from "../../../cli/evaluate/results";
import { runCli } from "../../support/run-cli";

const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-results-"));
const temporaryFile = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

const QUESTION: ResultsQuestion = {
  prompt: "p",
  baseline: "1",
  candidate: "2",
  source: "a file",
  margins: caseMargins(),
  labels: undefined,
  trustJudge: false,
};
const results = (version: string, from: number, to: number, more: Partial<StoredResult> = {}) =>
  Array.from({ length: to - from }, (_, index): StoredResult => ({
    version,
    case: `c-${from + index}`,
    hash: `hash of ${from + index}`,
    pass: true,
    ...more,
  }));
const verdict = (all: readonly StoredResult[], question: Partial<ResultsQuestion> = {}) => {
  const { header, comparison } = compareResults(all, { ...QUESTION, ...question });
  return { decision: comparison.decision, notes: header.notes, cases: comparison.requests };
};

describe("results of two versions", () => {
  it("are promoted where all cases are there, in one file or in two", () => {
    const all = [...results("1", 0, 110), ...results("2", 0, 110)];
    expect(verdict(all)).toMatchObject({ decision: "promote", notes: [] });
  });

  it("are held where cases are missing on a side, which is said with their names", () => {
    const { decision, notes } = verdict([...results("1", 0, 120), ...results("2", 2, 120)]);
    expect(decision).toBe("hold");
    expect(notes).toEqual([
      "2 cases without a result of 2: c-0, c-1. They may be the hard ones, so nothing is promoted without them.",
    ]);
  });

  it("of another data set are refused, and single changed cases are left out and said", () => {
    const changed = results("2", 0, 110, { hash: "other" });
    expect(() => verdict([...results("1", 0, 110), ...changed])).toThrow(
      "the same ids and other contents (c-0, c-1, c-2, c-3, c-4, …): run both over one data set.",
    );
    expect(() => verdict([...results("1", 0, 9), ...results("2", 9, 20)])).toThrow(
      "1 and 2 have no case in common",
    );
    const one = verdict([
      ...results("1", 0, 120),
      ...results("2", 1, 120),
      ...results("2", 0, 1, { hash: "other" }),
    ]);
    expect(one).toMatchObject({ decision: "hold", cases: { candidate: 119 } });
    expect(one.notes).toEqual([
      "1 case changed between the runs of both versions, and not compared: c-0. Run evaluate again.",
    ]);
  });

  it("count the first of several runs of a case, and the last form of one that was changed", () => {
    const failed = results("2", 0, 20, { pass: false });
    const again = [...results("1", 0, 110), ...failed, ...results("2", 0, 110)];
    expect(verdict(again)).toMatchObject({
      decision: "roll_back",
      notes: ["20 results repeat a case: the first of each counts, so that nobody chooses."],
    });
    const before = results("2", 0, 20, { pass: false, hash: "before" });
    expect(verdict([...results("1", 0, 110), ...before, ...results("2", 0, 110)])).toMatchObject({
      decision: "promote",
      notes: [],
    });
  });

  it("of a version that nobody ran are refused, with the one that was meant", () => {
    const all = [...results("2026-06-01.2", 0, 9), ...results("2026-06-01.3", 0, 9)];
    expect(() => verdict(all, { baseline: "2026-06-01.2", candidate: "2026-06-01.33" })).toThrow(
      "No result of p is of the version 2026-06-01.33. Did you mean 2026-06-01.3? Seen: 2026-06-01.2, 2026-06-01.3.",
    );
    expect(() => verdict(all, { candidate: "1" })).toThrow("both 1: name two versions");
    // Those of another prompt are none.
    expect(() => verdict(results("1", 0, 9, { prompt: "q" }))).toThrow("No result of p");
  });
});

describe("results that a judge said", () => {
  const judged = [
    ...results("1", 0, 110, { type: "llm_judge" }),
    ...results("2", 0, 110, { type: "llm_judge" }),
  ];

  it("decide nothing while nobody knows how far it agrees with people, unless told to", () => {
    const unknown = verdict(judged);
    expect(unknown.decision).toBe("hold");
    expect(unknown.notes).toEqual([expect.stringContaining("--labels <file>")]);
    const { decision, notes } = verdict(judged, { trustJudge: true });
    expect(decision).toBe("promote");
    expect(notes).toEqual([
      "Its judge decides all the same (--trust-judge): the agreement of its judge with people is unknown.",
    ]);
  });

  it("decide with labels of the same cases, from a file or beside the results", () => {
    const failing = (one: StoredResult, index: number) => ({ ...one, pass: index % 2 === 0 });
    const halves = judged.map(failing);
    const lines = halves.slice(0, 60).map(({ case: id, version, pass }, index) => ({
      case: id,
      version,
      humanPass: index % 15 === 0 ? !pass : pass,
    }));
    const labels = temporaryFile(
      "labels.jsonl",
      lines.map((one) => JSON.stringify(one)).join("\n"),
    );
    const { notes } = verdict(halves, { labels });
    // 56 of 60 agree, and half pass by both: kappa is 2 × 56 / 60 − 1.
    expect(notes).toEqual([expect.stringContaining("in 56 of 60 answers: kappa 0.87 (")]);
    const beside = halves.map((one) => ({ ...one, humanPass: one.pass }));
    expect(verdict(beside).notes[0]).toContain("in 220 of 220 answers: kappa 1.00 (0.9");
  });

  it("refuse labels without a verdict of either", () => {
    const labels = temporaryFile("wrong.jsonl", '{"case":"nobody","version":"1","humanPass":true}');
    expect(() => verdict(judged, { labels })).toThrow(/wrong\.jsonl:1: no verdict of the judge/);
  });
});

test("compare reads them with no app, from files with commas in between", () => {
  const file = (name: string, all: readonly StoredResult[]): string =>
    temporaryFile(name, all.map((one) => JSON.stringify({ ...one, prompt: "p" })).join("\n"));
  const one = file("one.jsonl", results("1", 0, 110));
  const other = file("other.jsonl", results("2", 0, 110, { pass: false }));
  const { status, stdout } = runCli([
    ...["compare", "--source", `${one},${other}`],
    ...["--baseline", "1", "--candidate", "2", "--markdown"],
  ]);
  expect(status).toBe(1);
  expect(stdout).toContain("### Roll back: Failed cases got worse.");
  expect(stdout).toContain("| ❌ | Failed cases | 0.0 % | 100.0 % |");
});
