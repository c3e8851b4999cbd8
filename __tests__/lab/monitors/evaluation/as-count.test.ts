import { fill, monitor, World } from "../world";

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
