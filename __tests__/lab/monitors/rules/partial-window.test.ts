import { partialWindows, windowsWithin } from "../../../../lab/monitors/rules/partial-window";

const TIMES = Float64Array.of(60, 120, 180);

it.each([
  [60, 0, 0],
  [61, 0, 1],
  [120, 0, 1],
  [181, 0, 3],
  // What a window is compared to lies a shift before it.
  [60, 60, 1],
])("with points from %d s on and a shift of %d s, %d windows are partial", (from, shift, count) => {
  expect(partialWindows(TIMES, shift, { from })).toBe(count);
});

it.each([
  [59, 0],
  [60, 1],
  [179, 2],
  [180, 3],
])("with points up to %d s, %d windows are whole", (to, count) => {
  expect(windowsWithin(TIMES, { to })).toBe(count);
});

it("a recording without bounds cuts no window", () => {
  expect([partialWindows(TIMES, 60, {}), windowsWithin(TIMES, {})]).toEqual([0, 3]);
});
