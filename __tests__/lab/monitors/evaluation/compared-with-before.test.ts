import { fill, MINUTE, monitor, START, World } from "../world";

describe("change alerts", () => {
  // https://docs.datadoghq.com/monitors/types/change-alert/ : difference of each value first, then the window.
  it.each([
    ["change(avg(last_5m),last_30m):avg:load{*} > 100", 2],
    ["pct_change(avg(last_5m),last_30m):avg:load{*} > 500", 100],
    ["pct_change(avg(last_5m),30m_ago):avg:load{*} > 500", 100],
    ["change(max(last_5m),last_30m):avg:load{*} > 100", 2],
  ])("%s of a value that doubles from 2 to 4 is %d", (query, value) => {
    const world = new World({ m: monitor(query) });
    for (let minute = 0; minute < 60; minute += 1) {
      world.store.add("gauge", "load", [], minute < 30 ? 2 : 4, START + minute * MINUTE);
    }
    world.advance(60);
    expect(world.value(60)).toBe(value);
  });

  it("may be negative, as the page says: a fall by half is -50 %", () => {
    const world = new World({ m: monitor("pct_change(avg(last_5m),last_30m):avg:load{*} < -49") });
    for (let minute = 0; minute < 40; minute += 1) {
      world.store.add("gauge", "load", [], minute < 32 ? 4 : 2, START + minute * MINUTE);
    }
    world.advance(40);
    expect(world.value(40)).toBe(-50);
    expect(world.status(40)).toBe("Alert");
    const absolute = new World({ m: monitor("change(avg(last_5m),last_30m):avg:load{*} < -1") });
    for (let minute = 0; minute < 40; minute += 1) {
      absolute.store.add("gauge", "load", [], minute < 32 ? 4 : 2, START + minute * MINUTE);
    }
    absolute.advance(40);
    expect(absolute.value(40)).toBe(-2);
  });

  it("adds up percentages per bucket without as_count(), and compares totals with it", () => {
    for (const [modifier, expected] of [
      ["", 150],
      [".as_count()", 60],
    ] as const) {
      const query = `pct_change(sum(last_2m),last_10m):sum:a{*}${modifier} > 1000`;
      const world = new World({ m: monitor(query) });
      fill(world, "a", 0, [10, 40]);
      fill(world, "a", 10, [20, 60]);
      world.advance(12);
      expect(world.value(12)).toBeCloseTo(expected, 9);
    }
  });
});

describe("shifts in arithmetic", () => {
  // https://docs.datadoghq.com/dashboards/functions/timeshift/#calendar-shift
  it("compares with the same hour yesterday, and takes an absolute floor", () => {
    const cost = "sum:cost{*} by {feature}.as_count()";
    const world = new World({
      m: monitor(`sum(last_1h):${cost} - 2 * calendar_shift(${cost}, "-1d", "UTC") > 10`),
    });
    for (let minute = 0; minute < 26 * 60; minute += 1) {
      world.distribution("cost", minute, minute < 1_500 ? 0.1 : 0.5, "feature:chat");
    }
    world.advance(26 * 60);
    expect(world.value(26 * 60)).toBeCloseTo(60 * 0.5 - 2 * 60 * 0.1, 9);
    expect(world.story()).toEqual(["1541: OK>Alert"]);
    expect(world.evaluator.verdicts()[0]?.dependsOnUndocumented).toEqual([]);
  });

  // https://docs.datadoghq.com/monitors/guide/non_static_thresholds/ has this query.
  it("evaluates the guide's comparison with the week before", () => {
    const q = "sum:zookeeper.connections{env:prod} by {datacenter}";
    const world = new World({ m: monitor(`sum(last_10m):${q} / week_before(${q}) <= 0.9`) });
    const week = 7 * 24 * 60;
    for (const from of [0, week]) {
      for (let minute = 0; minute < 60; minute += 1) {
        const value = from === 0 ? 100 : minute < 30 ? 100 : 5;
        world.count("zookeeper.connections", from + minute, value, "env:prod", "datacenter:eu");
      }
    }
    world.advance(week + 60);
    expect(world.value(week + 20)).toBeCloseTo(10, 9);
    expect(world.value(week + 45)).toBeCloseTo(0.5, 9);
    expect(world.status(week + 45)).toBe("Alert");
  });
});
