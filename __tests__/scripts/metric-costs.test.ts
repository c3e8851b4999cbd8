import { metricCostsTable } from "../../scripts/metric-costs";

/** Cells of a metric's row. */
function row(metric: string): string[] {
  const line = metricCostsTable()
    .split("\n")
    .find((one) => one.startsWith(`| ${metric} `));
  return (line ?? "")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe("the estimate of custom metrics", () => {
  it("counts four combinations as Datadog's own example does: 4, 20 and 40", () => {
    expect(row("`llm.requests`").slice(3)).toEqual(["4", "4"]);
    expect(row("`llm.input_tokens`").slice(3)).toEqual(["4", "20"]);
    expect(row("`llm.latency_ms`").slice(3)).toEqual(["4", "40"]);
  });

  it("multiplies by further tags, and not by tags that others imply", () => {
    expect(row("`llm.tool_calls`")[2]).toBe("2 models × 2 prompt versions × 2 tools");
    expect(row("`llm.eval.correctness`")[2]).toBe("2 models × 2 prompt versions");
  });

  it("leaves out what the service never sends, because it has no such evaluation", () => {
    expect(row("`llm.eval.score`")).toEqual([]);
  });
});
