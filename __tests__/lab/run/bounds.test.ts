import type { MetricMonitor } from "../../../lab/monitors";
import { boundsOf } from "../../../lab/run/bounds";
import { World, monitor } from "../monitors/world";

const DELAY = { evaluation_delay: 60 };
const ENDS = 45;
const RISES = { before: 0, during: 10 };

function measureOf(query: string, more: Record<string, unknown> = {}): MetricMonitor {
  return new World({ m: monitor(query, { ...DELAY, ...more }) }).evaluator.measureOf("m")!;
}

const counts = (comparison: string): string => `sum(last_10m):sum:a{*}.as_count() ${comparison}`;
const withThresholds = (thresholds: Record<string, string>): MetricMonitor =>
  measureOf(counts("> 3"), { monitor_thresholds: { critical: "3", ...thresholds } });

/** A window of ten minutes, a minute late: four minutes of slack. */
const ABOVE = measureOf(counts("> 3"));
const BELOW = measureOf(counts("< 7"));
const PERCENTILE = measureOf("percentile(last_10m):p95:b{*} > 6000");

describe("the minutes of an alert", () => {
  it.each([
    ["crosses when the window holds enough of the incident", ABOVE, RISES, [0, 8], [49, 57]],
    ["falls just as it rises", BELOW, { before: 10, during: 0 }, [0, 8], [49, 57]],
    [
      "is late where the threshold is near the incident's value",
      ABOVE,
      { before: 0, during: 3.75 },
      [5, 13],
      [45, 52],
    ],
    ["may come at once with a new group, and last", ABOVE, { during: 10 }, [0, 15], [50, 60]],
    [
      "may come sooner and go later with a percentile, which no share moves in proportion",
      PERCENTILE,
      { before: 1_000, during: 11_000 },
      [0, 10],
      [47, 60],
    ],
    [
      "recovers at the recovery threshold",
      withThresholds({ critical_recovery: "2" }),
      RISES,
      [0, 8],
      [50, 58],
    ],
    [
      "has not recovered while it warns",
      withThresholds({ critical_recovery: "2", warning: "1" }),
      RISES,
      [0, 8],
      [51, 59],
    ],
    [
      "has not recovered before its warning has",
      withThresholds({ warning: "2", warning_recovery: "1" }),
      RISES,
      [0, 8],
      [51, 59],
    ],
    [
      "follows from longer windows, evaluated less often",
      measureOf("sum(last_1d):sum:a{*}.as_count() > 3"),
      RISES,
      [259, 607],
      [880, 1_228],
    ],
  ])("%s", (_what, measure, measured, fires, recovers) => {
    const bounds = boundsOf({ signal: "s", measured }, ENDS, measure);
    expect(bounds.fires.map(Math.round)).toEqual(fires);
    expect(bounds.recovers?.map(Math.round)).toEqual(recovers);
  });

  it("are what the scenario says, where it does", () => {
    const told = { signal: "s", measured: RISES, within: 20, recoversWithin: 16 };
    expect(boundsOf(told, ENDS, ABOVE)).toMatchObject({ fires: [0, 20], recovers: [45, 61] });
    expect(boundsOf(told, undefined, ABOVE).recovers).toBeUndefined();
  });

  it("are open where nothing is known", () => {
    const open = { fires: [0, Infinity], recovers: undefined, valueAt: undefined };
    expect(boundsOf({ signal: "s" }, ENDS, ABOVE)).toEqual(open);
    expect(boundsOf({ signal: "s", measured: RISES }, ENDS, undefined)).toEqual(open);
    expect(boundsOf({ signal: "s", measured: RISES }, undefined, ABOVE).recovers).toBeUndefined();
  });
});

describe("the number of an alert", () => {
  it.each([
    ["is still healthy at the beginning", ABOVE, RISES, 0, [-2.5, 2.5]],
    ["moves with the window", ABOVE, RISES, 6, [2.5, 7.5]],
    ["ends at that of the incident", ABOVE, RISES, 60, [7.5, 12.5]],
    ["is as near as the scenario says", ABOVE, { ...RISES, tolerance: 0.5 }, 6, [3, 7]],
    ["is that of the incident in a new group", ABOVE, { during: 10 }, 1, [9, 11]],
    [
      "lies between the two for a percentile",
      PERCENTILE,
      { before: 1_000, during: 11_000 },
      1,
      [0, 12_000],
    ],
  ])("%s", (_what, measure, measured, minute, range) => {
    const { valueAt } = boundsOf({ signal: "s", measured }, ENDS, measure);
    expect(valueAt?.(minute)).toEqual(range);
  });
});
