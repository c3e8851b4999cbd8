import { MINUTE, monitor, START, World } from "../world";
import { play } from "./play";

describe("what is undocumented", () => {
  it("leaves a clear verdict alone, because doubt everywhere is worth nothing", () => {
    const world = play({}, [1, 1, 1, 100, 100, 100, 100, 1, 1, 1]);
    expect(world.evaluator.verdicts()).toEqual([
      {
        monitor: "m",
        group: {},
        status: "Alert",
        notifies: true,
        from: START + 4 * MINUTE,
        to: START + 8 * MINUTE,
        dependsOnUndocumented: [],
      },
    ]);
  });

  it("marks an average of few, uneven buckets: by samples it fires, by buckets it does not", () => {
    const world = new World({ m: monitor("avg(last_4h):avg:score{*} < 0.6") });
    for (let minute = 0; minute < 300; minute += 10) {
      const burst = minute % 120 === 0;
      for (let call = 0; call < (burst ? 200 : 1); call += 1) {
        world.distribution("score", minute, burst ? 0.3 : 0.9);
      }
    }
    world.advance(300);
    expect(world.evaluator.verdicts()).toContainEqual({
      monitor: "m",
      group: {},
      status: "Alert",
      notifies: true,
      from: undefined,
      to: undefined,
      dependsOnUndocumented: ["whether an average weighs buckets or samples"],
    });
  });

  it("marks an alert that one bucket on the window's edge decides", () => {
    const world = new World({ m: monitor("sum(last_1m):sum:a{*}.as_count() > 80") });
    // A minute holds both only if it may start ten seconds after the minute of the clock.
    world.store.add("count", "a", [], 50, START + 310);
    world.store.add("count", "a", [], 50, START + 360);
    world.advance(10);
    expect(
      world.evaluator.verdicts().flatMap(({ dependsOnUndocumented }) => dependsOnUndocumented),
    ).toContain("whether a window includes its first or its last instant");
  });

  it("marks a count without as_count(), because DogStatsD counts are stored as rates", () => {
    const world = play({}, [100, 100, 100], "sum(last_1m):sum:a{*} > 80");
    expect(world.evaluator.verdicts()[0]?.dependsOnUndocumented).toContain(
      "whether a count without as_count() is a rate",
    );
  });
});
