import { monitor, World } from "../world";
import { play } from "./play";

describe("recovery", () => {
  // https://docs.datadoghq.com/monitors/guide/recovery-thresholds/
  it.each([
    [">", 80, undefined, 81, 80],
    [">", 80, 70, 81, 70],
    [">=", 80, undefined, 80, 79],
    [">=", 80, 70, 80, 69],
    ["<", 50, undefined, 49, 50],
    ["<", 50, 60, 49, 60],
    ["<=", 50, undefined, 50, 51],
    ["<=", 50, 60, 50, 61],
  ])(
    "from %s %d (recovery threshold %s) happens at %d's reverse, %d",
    (comparator, critical, recovery, firing, recovering) => {
      const query = `sum(last_1m):sum:a{*}.as_count() ${comparator} ${critical}`;
      const thresholds = {
        critical,
        ...(recovery === undefined ? {} : { critical_recovery: recovery }),
      };
      const towardsAlert = comparator.startsWith(">") ? 1 : -1;
      const held = recovering + towardsAlert;
      const world = play(
        { monitor_thresholds: thresholds },
        [firing, held, held, recovering],
        query,
      );
      expect(world.story()).toEqual(["1: OK>Alert", "4: Alert>OK"]);
    },
  );

  it("goes from Alert to Warn between the thresholds, and stays in each until its own recovery", () => {
    const thresholds = { critical: 80, critical_recovery: 70, warning: 60, warning_recovery: 50 };
    const world = play(
      { monitor_thresholds: thresholds },
      [10, 65, 55, 85, 75, 69, 55, 50, 65, 40],
    );
    expect(world.story()).toEqual([
      "2: OK>Warn",
      "4: Warn>Alert",
      "6: Alert>Warn",
      "8: Warn>OK",
      "9: OK>Warn",
      "10: Warn>OK",
    ]);
  });

  it("does not fire on rounding: 0.85 - 0.9 is not below -0.05", () => {
    const world = new World({ m: monitor("avg(last_1m):avg:new{*} - avg:old{*} < -0.05") });
    world.distribution("new", 0, 0.85);
    world.distribution("old", 0, 0.9);
    world.advance(1);
    expect(world.value(1)).toBeLessThan(-0.05);
    expect(world.status(1)).toBe("OK");
  });
});
