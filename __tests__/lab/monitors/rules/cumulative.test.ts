import { beginsAtMidnight, startOfWindow } from "../../../../lab/monitors/rules/cumulative";

const at = (time: string) => Date.parse(time) / 1_000;

it.each([
  ["h", "2026-06-17T13:59:59Z", "2026-06-17T13:00:00Z"],
  ["h", "2026-06-17T14:00:00Z", "2026-06-17T14:00:00Z"],
  ["d", "2026-06-17T23:59:59Z", "2026-06-17T00:00:00Z"],
  ["mo", "2026-06-30T23:59:59Z", "2026-06-01T00:00:00Z"],
  ["mo", "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z"],
  ["mo", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"],
] as const)("the %s of %s began at %s", (unit, time, start) => {
  expect(startOfWindow(unit, at(time))).toBe(at(start));
});

it.each<[unknown, boolean]>([
  [undefined, true],
  [{}, true],
  [{ evaluation_window: { day_starts: "00:00", timezone: "UTC" } }, true],
  [[{ evaluation_window: [{ month_starts: 1 }] }], true],
  [{ evaluation_window: { hour_starts: 0 } }, true],
  [{ evaluation_window: { day_starts: "04:00" } }, false],
  [{ evaluation_window: { month_starts: 15 } }, false],
  [{ evaluation_window: { timezone: "Europe/Berlin" } }, false],
  [{ custom_schedule: { recurrences: [] } }, false],
])("of the options %j, that windows begin at midnight UTC is %s", (options, expected) => {
  expect(beginsAtMidnight(options)).toBe(expected);
});
