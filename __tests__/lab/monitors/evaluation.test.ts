import { HOUR, MINUTE, monitor, START, World } from "./world";

/** Fills a metric with one value per minute, from a minute on. */
function fill(world: World, name: string, from: number, values: readonly number[]): void {
  values.forEach((value, index) => world.count(name, from + index, value));
}

describe("as_count() arithmetic", () => {
  // https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/
  function ratio(modifier: string): World {
    const query = `sum(last_5m):sum:error{*}${modifier} / sum:total{*}${modifier} > 100`;
    const world = new World({ m: monitor(query) });
    fill(world, "error", 0, [1, 2, 3, 4, 5]);
    fill(world, "total", 0, [10, 10, 10, 10, 10]);
    world.advance(5);
    return world;
  }

  it("divides the totals of the window: 15 / 50 = 0.3", () => {
    expect(ratio(".as_count()").value(5)).toBeCloseTo(0.3, 12);
  });

  it("adds up the quotients of the buckets without as_count(): 1.5", () => {
    expect(ratio("").value(5)).toBeCloseTo(1.5, 12);
  });

  it("takes missing operands as 0, which the classic path drops: 30 against 10", () => {
    for (const [modifier, expected] of [
      [".as_count()", 30],
      ["", 10],
    ] as const) {
      const query = `sum(last_3m):sum:a{*}${modifier} / sum:b{*}${modifier} > 100`;
      const world = new World({ m: monitor(query) });
      fill(world, "a", 0, [10, 10, 10]);
      fill(world, "b", 0, [0, 1]);
      world.advance(3);
      expect(world.value(3)).toBe(expected);
    }
  });

  // https://docs.datadoghq.com/monitors/guide/monitor-arithmetic-and-sparse-metrics/
  it("skips a window that cannot be divided, and leaves the status as it was", () => {
    const query = "sum(last_2m):sum:a{*}.as_count() / sum:b{*}.as_count() > 1";
    const world = new World({ m: monitor(query, { on_missing_data: "default" }) });
    fill(world, "a", 0, [10, 10, 10, 10, 10, 10]);
    fill(world, "b", 0, [1, 1]);
    world.advance(6);
    expect(world.value(5)).toBeNaN();
    expect(world.story()).toEqual(["1: OK>Alert"]);
    expect(world.status(6)).toBe("Alert");
    expect(world.evaluator.verdicts()[0]?.dependsOnUndocumented).toContain(
      "what as_count() division by a total of 0 gives",
    );
  });

  it("keeps groups apart, and takes one that lacks a numerator as 0", () => {
    const by = "by {model}.as_count()";
    const world = new World({
      m: monitor(`sum(last_5m):100 * sum:error{*} ${by} / sum:total{*} ${by} > 3`, {
        new_group_delay: 0,
      }),
    });
    world.count("total", 1, 100, "model:a");
    world.count("total", 1, 100, "model:b");
    world.count("error", 1, 4, "model:b");
    world.advance(3);
    const values = world.evaluator
      .timelines()
      .map(({ group, values: all }) => [group["model"], all.at(-1)]);
    expect(new Map(values as [string, number][])).toEqual(
      new Map([
        ["a", 0],
        ["b", 4],
      ]),
    );
    expect(world.evaluator.statuses("m")).toEqual(
      expect.arrayContaining([
        { group: { model: "a" }, status: "OK" },
        { group: { model: "b" }, status: "Alert" },
      ]),
    );
  });
});

describe("the window", () => {
  // https://docs.datadoghq.com/monitors/configuration/#evaluation-delay : at 7:00 with a delay of
  // 900 s and a window of 5 minutes, data from 6:40 to 6:45 are evaluated.
  it("ends the evaluation delay before now: 6:40 to 6:45 at 7:00", () => {
    const world = new World({
      m: monitor("sum(last_5m):sum:a{*}.as_count() > 1000", { evaluation_delay: 900 }),
    });
    const seven = 7 * 60;
    fill(
      world,
      "a",
      seven - 60,
      Array.from({ length: 60 }, (_, index) => (index >= 40 && index < 45 ? 1 : 100)),
    );
    world.advance(seven);
    expect(world.value(seven)).toBe(5);
  });

  it("has the same end in the example of the API: 6:50 to 6:55 at 7:00 with 300 s", () => {
    const world = new World({
      m: monitor("sum(last_5m):sum:a{*}.as_count() > 1000", { evaluation_delay: 300 }),
    });
    const seven = 7 * 60;
    fill(
      world,
      "a",
      seven - 60,
      Array.from({ length: 60 }, (_, index) => (index >= 50 && index < 55 ? 1 : 100)),
    );
    world.advance(seven);
    expect(world.value(seven)).toBe(5);
  });

  // https://docs.datadoghq.com/monitors/configuration/#evaluation-frequency
  it.each([
    ["last_5m", 1],
    ["last_23h", 1],
    ["last_1d", 10],
    ["last_2d", 30],
  ])("%s is evaluated every %d minutes", (window, minutes) => {
    const world = new World({ m: monitor(`sum(${window}):sum:a{*}.as_count() > 1000`) });
    world.count("a", 0, 1);
    world.advance(120);
    const [timeline] = world.evaluator.timelines();
    expect(timeline?.times).toHaveLength(120 / minutes);
    expect(timeline!.times.every((time) => time % (minutes * MINUTE) === 0)).toBe(true);
  });

  // https://docs.datadoghq.com/monitors/types/metric/#data-window : 2 hours are 12 buckets of 10 minutes.
  it.each([
    ["all filled", [], true],
    ["the first empty", [0], false],
    ["three empty in the middle", [2, 3, 4], true],
    ["five empty", [1, 2, 3, 8, 9], false],
    ["one more than three empty", [2, 3, 4, 7], false],
  ])(
    "of two hours with %s is full or not, and is evaluated only if it is",
    (_name, empty, full) => {
      const world = new World({
        m: monitor("avg(last_2h):avg:a{*} > 0", { require_full_window: true }),
      });
      for (let bucket = 0; bucket < 12; bucket += 1) {
        if (!empty.includes(bucket)) world.count("a", bucket * 10 + 5, 1);
      }
      world.advance(120);
      expect(Number.isNaN(world.value(120))).toBe(!full);
    },
  );

  // https://docs.datadoghq.com/monitors/configuration/ : max is any point, min is all points.
  it.each([
    ["max(last_5m):sum:a{*} > 4", 5],
    ["min(last_5m):sum:a{*} > 4", 1],
    ["avg(last_5m):sum:a{*} > 4", 3],
    ["sum(last_5m):sum:a{*} > 4", 15],
  ])("of %s is reduced to %d", (query, value) => {
    const world = new World({ m: monitor(query) });
    fill(world, "a", 0, [1, 2, 3, 4, 5]);
    world.advance(5);
    expect(world.value(5)).toBe(value);
  });

  // https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
  it("cuts an explicit rollup on the clock, not on the window, so the last bucket may be partial", () => {
    const world = new World({ m: monitor("sum(last_5m):sum:a{*}.rollup(sum, 120) > 100") });
    fill(
      world,
      "a",
      0,
      Array.from({ length: 10 }, () => 1),
    );
    world.advance(7);
    // From minute 2 to 7: [2,4), [4,6) and half of [6,8).
    expect(world.value(7)).toBe(2 + 2 + 1);
  });
});

describe("percentiles", () => {
  // https://docs.datadoghq.com/metrics/faq/rollup-for-distributions-with-percentiles/
  it("are taken over all samples of window and tags at once, not averaged", () => {
    const world = new World({ m: monitor("percentile(last_10m):p90:latency{*} > 5000") });
    for (let minute = 0; minute < 10; minute += 1) {
      for (let call = 0; call < 10; call += 1) {
        world.distribution("latency", minute, minute === 9 ? 9_000 : 1_000, `host:${call}`);
      }
    }
    world.advance(10);
    expect(world.value(10) / 1_000).toBeCloseTo(1, 1);
    world.distribution("latency", 10, 9_000, "host:0");
    world.advance(11);
    expect(world.value(11) / 9_000).toBeCloseTo(1, 1);
    for (let minute = 11; minute < 40; minute += 1) world.distribution("latency", minute, 1_000);
    world.advance(40);
    expect(world.value(15) / 9_000).toBeCloseTo(1, 1);
    expect(world.value(25) / 1_000).toBeCloseTo(1, 1);
  });
});

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

describe("evaluating in pieces", () => {
  it("gives what evaluating at once gives, because how often the lab advances is not the world's", () => {
    const monitors = {
      rate: monitor("sum(last_10m):sum:error{*}.as_count() / sum:total{*}.as_count() > 0.02"),
      average: monitor("avg(last_1h):avg:score{*} < 0.5"),
      both: monitor("${datadog_monitor.rate.id} && ${datadog_monitor.average.id}"),
    };
    const stories = [1, 7, 60, 240].map((step) => {
      const world = new World(monitors);
      for (let minute = 0; minute < 240; minute += 1) {
        world.count("total", minute, 100);
        world.count("error", minute, Math.round(2 + 2 * Math.sin(minute / 20)));
        world.distribution("score", minute, 0.5 + 0.3 * Math.sin(minute / 40));
      }
      for (let minute = step; minute <= 240; minute += step) world.advance(minute);
      world.advance(240);
      return Object.keys(monitors).map((id) => world.story(id));
    });
    expect(stories[0]!.map((story) => story.length > 0)).toEqual([true, true, true]);
    for (const story of stories) expect(story).toEqual(stories[0]);
  });

  it("does not see what arrives after an evaluation, because Datadog cannot either", () => {
    const world = new World({ m: monitor("sum(last_5m):sum:a{*}.as_count() > 10") });
    for (let minute = 0; minute < 60; minute += 1) world.count("a", minute, minute < 30 ? 1 : 20);
    world.evaluator.advance(START + HOUR);
    expect(world.story()).toEqual(["31: OK>Alert"]);
  });
});
