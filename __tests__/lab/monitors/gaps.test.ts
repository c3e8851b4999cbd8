import { MINUTE, monitor, START, World } from "./world";

const KEEPS = { on_missing_data: "default" };

/** A world over one monitor, with gauges by minute. */
function gauges(
  query: string,
  series: Readonly<Record<string, Readonly<Record<number, number>>>>,
  minutes: number,
): World {
  const world = new World({ m: monitor(query, KEEPS) });
  for (const [nameAndTags, values] of Object.entries(series)) {
    const [name = "", ...tags] = nameAndTags.split(" ");
    for (const [minute, value] of Object.entries(values)) {
      world.store.add("gauge", name, tags, value, START + Number(minute) * MINUTE + 5);
    }
  }
  world.advance(minutes);
  return world;
}

describe("gaps of gauges", () => {
  // https://docs.datadoghq.com/metrics/guide/interpolation-the-fill-modifier-explained/
  it("are closed linearly before series are summed: 10 and 10 half-way to 30, 30 and 40 half-way", () => {
    const series = { "g host:a": { 0: 10, 2: 30 }, "g host:b": { 0: 10, 1: 10, 2: 50 } };
    const world = gauges("sum(last_3m):sum:g{*} > 1000", series, 3);
    expect(world.value(3)).toBe(20 + 30 + 80);
  });

  it("stay open without a second series to align with", () => {
    const world = gauges("sum(last_3m):sum:g{*} > 1000", { "g host:a": { 0: 10, 2: 30 } }, 3);
    expect(world.value(3)).toBe(40);
  });

  // https://docs.datadoghq.com/dashboards/functions/exclusion/#clamp
  it.each([
    ["clamp_min(avg:g{*}, 5)", 5],
    ["clamp_max(avg:g{*}, 80)", 80],
    // Which interpolates a gauge.
    ["clamp_max(default_zero(avg:g{*}), 80)", 20],
  ])("are set to the bound of a clamp, unless a default comes before: %s", (clamped, gap) => {
    const series = { g: { 0: 20, 1: 20, 2: 20, 4: 20, 5: 20 } };
    const world = gauges(`sum(last_3m):${clamped} > 1000`, series, 6);
    expect(world.value(6)).toBe(gap + 20 + 20);
  });

  it("are closed before a division, so that gauges which report in turn can be divided", () => {
    const series = { a: { 0: 20, 2: 20, 4: 20 }, b: { 1: 10, 3: 10, 5: 10 } };
    const world = gauges("sum(last_6m):avg:a{*} / avg:b{*} > 1000", series, 6);
    // Minutes 1 to 4: before the first b and after the last a there is nothing to go by.
    expect(world.value(6)).toBe(8);
  });

  it("stay open beyond five minutes, as in the page's example", () => {
    const series = { a: { 0: 1, 6: 1 }, b: { 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 } };
    const world = gauges("sum(last_7m):avg:a{*} / avg:b{*} > 1000", series, 7);
    expect(world.value(7)).toBe(2);
  });

  it("are closed by no point that comes after the evaluation", () => {
    const series = { a: { 0: 1, 3: 4 }, b: { 0: 1, 1: 1, 2: 1, 3: 1 } };
    const world = gauges("sum(last_4m):avg:a{*} / avg:b{*} > 1000", series, 4);
    expect(world.value(3)).toBe(1);
    expect(world.value(4)).toBe(1 + 2 + 3 + 4);
  });

  // https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero
  it("are closed before default_zero() looks, and 0 where nothing is near", () => {
    const world = gauges("avg(last_3m):default_zero(avg:g{*}) > 1000", { g: { 0: 10, 2: 30 } }, 6);
    expect(world.value(3)).toBe(20);
  });

  // The same page's example: one point of 1 is followed by five minutes of 1, and then by 0.
  it("are closed for five minutes by a gauge's last point before default_zero() looks", () => {
    const world = gauges("sum(last_10m):default_zero(avg:g{*}) >= 6", { g: { 15: 1 } }, 40);
    expect([16, 18, 21, 22, 25].map((minute) => world.value(minute))).toEqual([1, 3, 6, 6, 6]);
    expect([26, 30, 31].map((minute) => world.value(minute))).toEqual([5, 1, 0]);
    expect(world.evaluator.verdicts()[0]?.dependsOnUndocumented).toContain(
      "whether default_zero() repeats a gauge's last point for five minutes",
    );
  });
});

describe(".fill()", () => {
  // https://docs.datadoghq.com/monitors/guide/monitor-arithmetic-and-sparse-metrics/#fill
  it("last repeats a value for as long as it says, as in the page's example: 1 + 1 + 0 + 0 + 1 + 1", () => {
    const series = {
      "m timer:norm": { 0: 1, 10: 0, 20: 1 },
      "m timer:offset": { 0: 1, 5: 1, 15: 1, 25: 1 },
    };
    const of = (timer: string): string => `sum:m{timer:${timer}}.fill(last,900)`;
    const world = gauges(`avg(last_30m):${of("norm")} / ${of("offset")} > 9`, series, 30);
    expect(world.value(30)).toBeCloseTo(20 / 30, 12);
  });

  it("zero gives 0 for the limit after a point, 300 s where it names none", () => {
    const limited = gauges("avg(last_9m):avg:g{*}.fill(zero, 120) > 9", { g: { 0: 6 } }, 9);
    expect(limited.value(9)).toBe(2);
    const byDefault = gauges("avg(last_9m):avg:g{*}.fill(zero) > 9", { g: { 0: 6 } }, 9);
    expect(byDefault.value(9)).toBe(1);
  });

  it("null stops the interpolation that gauges have by themselves", () => {
    const series = { a: { 0: 1, 2: 1 }, b: { 0: 1, 1: 1, 2: 1 } };
    const world = gauges("sum(last_3m):avg:a{*}.fill(null) / avg:b{*} > 9", series, 3);
    expect(world.value(3)).toBe(2);
  });

  it("fills counts where it is asked to", () => {
    const world = new World({ m: monitor("avg(last_3m):sum:c{*}.fill(linear) > 9", KEEPS) });
    world.count("c", 0, 2);
    world.count("c", 2, 6);
    world.advance(3);
    expect(world.value(3)).toBe(4);
  });
});

describe("a default", () => {
  it("stands where a query has no value: default(query, n)", () => {
    const query = "min(last_2m):default(avg:a{*}, 7) / default(avg:b{*}, 2) > 100";
    const world = gauges(query, { b: { 0: 5, 1: 5 } }, 2);
    expect(world.value(2)).toBe(7 / 5);
  });

  // https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero contradicts itself.
  it("of a window without points is in doubt, and the verdict says so", () => {
    const world = new World({
      m: monitor("sum(last_5m):default_zero(sum:e{*}.as_count()) > 10", KEEPS),
    });
    world.count("e", 0, 20);
    world.advance(30);
    expect(world.story()).toEqual(["1: OK>Alert", "6: Alert>OK"]);
    expect(world.evaluator.verdicts()[0]?.dependsOnUndocumented).toEqual([
      "whether default_zero() gives a value to a window without points",
    ]);
  });

  it("is not needed for a rate beside another one: it is 0, as the page on default_zero() says", () => {
    const query = "avg(last_2m):sum:e{*}.as_rate() / sum:r{*}.as_rate() > 100";
    const world = new World({ m: monitor(query, KEEPS) });
    world.count("e", 0, 60);
    for (const minute of [0, 1]) world.count("r", minute, 60);
    world.advance(2);
    expect(world.value(2)).toBe(0.5);
  });
});

describe("the last bucket of a .rollup()", () => {
  // https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
  const query = "min(last_10m):sum:r{*}.as_count().rollup(sum, 300) < 400";
  const story = (delay: number): string[] => {
    const world = new World({ m: monitor(query, { ...KEEPS, evaluation_delay: delay }) });
    for (let minute = -30; minute < 40; minute += 1) world.count("r", minute, 100);
    world.advance(30);
    return world.story();
  };

  it("is incomplete, which alerts: the documented trap", () => {
    expect(story(0)[0]).toMatch(/OK>Alert/);
  });

  it("is whole with a delay of its length, as the page advises", () => {
    expect(story(300)).toEqual([]);
  });
});

describe("moving_rollup()", () => {
  // https://docs.datadoghq.com/dashboards/functions/rollup/#moving-rollup
  it.each([
    ["avg", 3],
    ["sum", 9],
    ["min", 1],
    ["max", 5],
    ["count", 3],
  ])("takes each value with those before it: %s of 3, 1, 5 is %d", (method, expected) => {
    const query = `max(last_1m):moving_rollup(avg:g{*}, 180, '${method}') > 100`;
    const world = gauges(query, { g: { 0: 3, 1: 1, 2: 5 } }, 3);
    expect(world.value(3)).toBe(expected);
  });
});
