import { evaluationFrequency, ticksBetween } from "../../../../lab/monitors/rules/schedule";

const HOUR = 3_600;

it.each([
  [5 * 60, 60],
  [24 * HOUR - 1, 60],
  [24 * HOUR, 600],
  [48 * HOUR - 1, 600],
  [48 * HOUR, 1_800],
])("a window of %d s is evaluated every %d s", (window, seconds) => {
  expect(evaluationFrequency(window)).toBe(seconds);
});

it.each([
  [0, 180, [60, 120, 180]],
  [59, 60, [60]],
  [60, 119, []],
  [120, 60, []],
])("after %d and up to %d lie the whole minutes %j", (after, to, ticks) => {
  expect([...ticksBetween(after, to, 60)]).toEqual(ticks);
});
