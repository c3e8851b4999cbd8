import { thresholdProblem } from "../../../lab/monitors/rules/threshold-order";

describe("thresholds that Datadog does not take", () => {
  const over = { comparator: ">", threshold: 80 } as const;
  const under = { comparator: "<", threshold: 10 } as const;

  it.each([
    ["another number than the query's", { critical: 70 }, over, /query's 80 is not the critical/],
    ["a warning alone", { warning: 70 }, over, /warning threshold 70 needs a critical/],
    ["a warning above", { critical: 80, warning: 90 }, over, /90 lies beyond the critical one, 80/],
    ["a warning below", { critical: 10, warning: 5 }, under, /5 lies beyond the critical one, 10/],
    ["a recovery above", { critical: 80, criticalRecovery: 85 }, over, /recovery threshold 85/],
    ["a recovery below", { critical: 10, criticalRecovery: 9 }, under, /recovery threshold 9/],
    [
      "a recovery between warning and critical",
      { critical: 80, warning: 70, warningRecovery: 75 },
      over,
      /75 lies beyond the warning one, 70/,
    ],
  ])("are named: %s", (_case, thresholds, query, problem) => {
    expect(thresholdProblem(thresholds, query)).toMatch(problem);
  });

  it.each([
    ["the query's number alone", {}, over],
    ["a recovery at the threshold", { critical: 80, criticalRecovery: 80 }, over],
    ["all four", { critical: 80, warning: 70, criticalRecovery: 75, warningRecovery: 60 }, over],
    [
      "all four below",
      { critical: 10, warning: 20, criticalRecovery: 15, warningRecovery: 25 },
      under,
    ],
  ])("are none of these: %s", (_case, thresholds, query) => {
    expect(thresholdProblem(thresholds, query)).toBeUndefined();
  });
});
