import { releaseMarkdown } from "../../../cli/compare/markdown";
import type { Comparison } from "../../../release";
import { measuresOf } from "../../../release";
import { supportAgent } from "../../../examples/services";

it("notifies nobody and draws nothing in a pull request, whatever names and files are called", () => {
  const [measure] = measuresOf(supportAgent, "support_triage");
  const hostile = "x` @org/team <img src=x> | [a](b)";
  const comparison: Comparison = {
    decision: "hold",
    measures: [
      {
        measure: { ...measure!, title: hostile },
        outcome: "no_data",
        events: { baseline: 0, candidate: 0 },
        segments: [],
      },
    ],
    comparable: 1,
    sample: "requests",
    requests: { baseline: 1, candidate: 1 },
    looks: hostile,
  };
  const header = {
    prompt: hostile,
    baseline: hostile,
    candidate: hostile,
    served: { service: hostile, env: hostile, from: 0, to: 3600 },
    source: hostile,
    notes: [hostile],
  };
  const text = releaseMarkdown(header, comparison);
  const outsideOfCode = text.replace(/`[^`\n]*`/g, "");
  expect(outsideOfCode).not.toMatch(/@org|(?<!\\)<img|(?<!\\)\[a/);
  expect(text.split("\n").find((line) => line.includes("no data"))).toMatch(
    /^(?:\|(?:[^|]|(?<=\\)\|)*){6}\|$/,
  );
});
