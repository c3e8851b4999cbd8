import { logSplits } from "../../../../lab/report/page/chart/scale";

it.each([
  [[4, 60], 6, [5, 10, 20, 50]],
  [[4, 60], 3, [10, 30]],
  [[0.5, 2e6], 7, [1, 10, 100, 1_000, 1e4, 1e5, 1e6]],
  [[0.5, 2e6], 3, [1, 1_000, 1e6]],
  [[4, 60], 0, [10]],
] as const)("labels a logarithmic axis over %p with at most %i", ([low, high], most, labels) => {
  expect(logSplits([low, high], most).map((one) => Number(one.toPrecision(6)))).toEqual(labels);
});
