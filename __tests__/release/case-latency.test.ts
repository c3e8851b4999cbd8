import { caseLatencySentence, type CasePair } from "../../release";

const pairs = (count: number, latencyOf: (rank: number) => number | undefined): CasePair[] =>
  Array.from({ length: count }, (_, index) => ({
    baseline: { pass: true, latencyMs: latencyOf(index + 1) },
    candidate: { pass: true, latencyMs: 2_000 - index },
  }));

it("says how long most cases took, between two of the sorted times", () => {
  // Ranks 40 and 61 of 100 around the median, 90 and 100 around what 95 % stay below.
  expect(caseLatencySentence(pairs(100, (rank) => 10 * rank))).toBe(
    "Latency of half of the cases, up to 500 ms (400 to 610) → 1,950 ms (1,940 to 1,961); " +
      "of 95 % of them, up to 950 ms (900 to 1,000) → 1,995 ms (1,990 to 2,000).",
  );
});

it("leaves out what so few cases cannot tell", () => {
  expect(caseLatencySentence(pairs(20, (rank) => rank))).toBe(
    "Latency of half of the cases, up to 10 ms (6 to 15) → 1,990 ms (1,986 to 1,995).",
  );
  expect(caseLatencySentence(pairs(4, (rank) => rank))).toBeUndefined();
});

it("compares only cases that were timed with both versions", () => {
  expect(caseLatencySentence(pairs(100, () => undefined))).toBeUndefined();
});
