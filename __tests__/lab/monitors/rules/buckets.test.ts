import { documentedBucket, fewBuckets } from "../../../../lab/monitors/rules/buckets";

const MINUTE = 60;

it.each([
  ["m", 60],
  ["h", 600],
  ["d", 3_600],
  ["w", 3_600],
  ["mo", 14_400],
] as const)("a window of unit %s has buckets of %d s", (unit, seconds) => {
  expect(documentedBucket({ form: "last", amount: 1, unit, text: `last_1${unit}`, at: 0 })).toBe(
    seconds,
  );
});

it.each([
  [5, 1],
  [10, 2],
  [15, 3],
  // Not into five whole minutes, but into four or six.
  [4, 1],
  [6, 1],
  [24, 6],
  [18, 3],
])("a window of %d minutes has few buckets of %d minutes", (window, bucket) => {
  expect(fewBuckets(window * MINUTE)).toBe(bucket * MINUTE);
});

it("a window that divides into no four to six whole minutes has none", () => {
  expect([1, 7, 11].map((window) => fewBuckets(window * MINUTE))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
