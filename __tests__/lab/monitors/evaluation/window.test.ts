import { fill, MINUTE, monitor, World } from "../world";

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
