import { monitorOfApi } from "../../../lab/inputs";
import { DAY, MINUTE, monitor, START, World } from "./world";

const QUERY = "sum(last_1m):sum:a{*}.as_count() > 80";

/** One value per minute from minute 0; undefined for a minute without data. */
function play(
  block: Parameters<typeof monitor>[1],
  values: readonly (number | undefined)[],
  query = QUERY,
): World {
  const world = new World({ m: monitor(query, block) });
  values.forEach((value, minute) => {
    if (value !== undefined) world.count("a", minute, value);
  });
  world.advance(values.length);
  return world;
}

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

describe("missing data", () => {
  const gone = [100, 10, 100, undefined, undefined, undefined, 10];

  // https://docs.datadoghq.com/monitors/guide/on_missing_data/
  it.each([
    ["default", ["1: OK>Alert", "2: Alert>OK", "3: OK>Alert", "4: Alert>OK"]],
    ["resolve", ["1: OK>Alert", "2: Alert>OK", "3: OK>Alert", "4: Alert>OK"]],
    [
      "show_no_data",
      [
        "1: OK>Alert",
        "2: Alert>OK",
        "3: OK>Alert",
        "4: Alert>No Data (silent)",
        "7: No Data>OK (silent)",
      ],
    ],
    [
      "show_and_notify_no_data",
      ["1: OK>Alert", "2: Alert>OK", "3: OK>Alert", "4: Alert>No Data", "7: No Data>OK"],
    ],
  ])("of a count query, with on_missing_data %s", (option, story) => {
    expect(play({ on_missing_data: option }, gone).story()).toEqual(story);
  });

  it("keeps the last status of a query that is no count, by default", () => {
    const world = new World({
      m: monitor("avg(last_1m):avg:a{*} > 80", { on_missing_data: "default" }),
    });
    world.distribution("a", 0, 100);
    world.advance(10);
    expect(world.story()).toEqual(["1: OK>Alert"]);
    expect(world.status(10)).toBe("Alert");
  });

  it("is evaluated as 0 by default, so that silence can be alerted on", () => {
    const query = "sum(last_5m):sum:a{*}.as_count() < 1";
    expect(
      play(
        { on_missing_data: "default" },
        [1, 1, 1, ...Array.from({ length: 8 }, () => undefined)],
        query,
      ).story(),
    ).toEqual(["8: OK>Alert"]);
  });

  it("never alerts before there were data, as the page on no data says", () => {
    const silent = Array.from({ length: 30 }, () => undefined);
    expect(play({ on_missing_data: "show_and_notify_no_data" }, silent).story()).toEqual([]);
    expect(play({}, silent, "sum(last_5m):sum:a{*}.as_count() < 1").story()).toEqual([]);
  });

  it("stays last known for totals of a distribution, or is 0: the pages disagree, and the verdict says so", () => {
    const world = new World({
      m: monitor("sum(last_5m):sum:d{*}.as_count() < 1", { on_missing_data: "default" }),
    });
    world.distribution("d", 0, 10);
    world.advance(20);
    expect(world.evaluator.verdicts()).toEqual([
      expect.objectContaining({
        status: "Alert",
        dependsOnUndocumented: [
          "whether totals of a distribution are a count query when data are missing",
        ],
      }),
    ]);
  });

  it("tells after no_data_timeframe, or by default after one or two windows, which is in doubt", () => {
    const query = "sum(last_5m):sum:a{*}.as_count() > 80";
    const values = [1, ...Array.from({ length: 40 }, () => undefined)];
    const explicit = play({ notify_no_data: true, no_data_timeframe: 20 }, values, query);
    expect(explicit.story()).toEqual(["20: OK>No Data"]);
    // The provider sends its own default of 10 minutes; the API leaves it open.
    const byProvider = play({ notify_no_data: true }, values, query);
    expect(byProvider.story()).toEqual(["10: OK>No Data"]);
    expect(byProvider.evaluator.verdicts()[0]?.dependsOnUndocumented).toEqual([]);
    const exported = { ...monitor(query, { notify_no_data: true }), id: "m" };
    const implicit = new World([monitorOfApi(exported)]);
    implicit.count("a", 0, 1);
    implicit.advance(41);
    expect(implicit.story()).toEqual(["10: OK>No Data"]);
    expect(implicit.evaluator.verdicts()[0]?.dependsOnUndocumented).toEqual([
      "the default no-data timeframe",
    ]);
  });

  it("resolves by itself after timeout_h, because nothing else would", () => {
    const story = (options: object): string[] => {
      const world = new World({ m: monitor("avg(last_5m):avg:a{*} > 80", options as never) });
      world.distribution("a", 0, 100);
      world.advance(200);
      return world.story();
    };
    expect(story({ timeout_h: 2, on_missing_data: "default" })).toEqual([
      "1: OK>Alert",
      "120: Alert>OK",
    ]);
    // What was resolved does not fall back into No Data.
    expect(story({ timeout_h: 2 }).at(-1)).toBe("120: No Data>OK (silent)");
  });

  // https://docs.datadoghq.com/monitors/guide/on_missing_data/#api-parameters
  it("shows No Data for a monitor of before on_missing_data, which neither resolves nor notifies", () => {
    const errors = [100, ...Array.from({ length: 30 }, () => undefined)];
    const world = play({ notify_no_data: false }, errors, "sum(last_5m):sum:a{*}.as_count() > 80");
    expect(world.story()).toEqual(["1: OK>Alert", "10: Alert>No Data (silent)"]);
  });

  it("is a value with default_zero(), so that the monitor resolves", () => {
    const world = new World({ m: monitor("avg(last_1m):default_zero(avg:a{*}) > 80") });
    world.distribution("a", 0, 100);
    world.advance(5);
    expect(world.story()).toEqual(["1: OK>Alert", "2: Alert>OK"]);
  });
});

describe("groups", () => {
  const query = "sum(last_5m):sum:a{*} by {model}.as_count() > 80";

  // https://docs.datadoghq.com/monitors/configuration/#new-group-delay
  it("are not evaluated for the new group delay, and then are", () => {
    const world = new World({ m: monitor(query, { new_group_delay: 600 }) });
    for (let minute = 0; minute < 30; minute += 1) world.count("a", minute, 100, "model:new");
    world.advance(30);
    expect(world.story()).toEqual(["11: OK>Alert"]);
  });

  it("do not exist without all of their tags", () => {
    const world = new World({ m: monitor(query) });
    world.count("a", 0, 1_000, "other:tag");
    world.advance(10);
    expect(world.evaluator.statuses("m")).toEqual([]);
  });

  it("are forgotten a day after their last point, and are new again when they return", () => {
    const world = new World({
      m: monitor(query, { new_group_delay: 600, on_missing_data: "show_no_data" }),
    });
    for (let minute = 0; minute < 20; minute += 1) world.count("a", minute, 1, "model:x");
    const back = (2 * DAY) / MINUTE;
    for (let minute = back; minute < back + 30; minute += 1)
      world.count("a", minute, 100, "model:x");
    world.advance(back - 1);
    expect(world.evaluator.statuses("m")).toEqual([{ group: { model: "x" }, status: "OK" }]);
    world.advance(back + 30);
    expect(world.story().at(-1)).toBe(`${back + 11}: OK>Alert`);
  });
});

describe("renotification", () => {
  const burning = Array.from({ length: 40 * 60 }, () => 100);

  // https://docs.datadoghq.com/monitors/notify/#renotify
  it("comes each interval after the last notification while it burns, and ends after 30 hours", () => {
    const story = play({ renotify_interval: 60 }, burning).story();
    expect(story.slice(0, 3)).toEqual(["1: OK>Alert", "61: again Alert", "121: again Alert"]);
    expect(story).toHaveLength(31);
  });

  it("stops at renotify_occurrences, and leaves out statuses that are not asked for", () => {
    expect(play({ renotify_interval: 60, renotify_occurrences: 2 }, burning).story()).toHaveLength(
      3,
    );
    const warned = { renotify_interval: 60, monitor_thresholds: { critical: 80, warning: 50 } };
    const warning = Array.from({ length: 200 }, () => 60);
    expect(play(warned, warning).story()).toEqual(["1: OK>Warn"]);
    expect(play({ ...warned, renotify_statuses: ["warn"] }, warning).story()).toHaveLength(4);
  });

  it("does not move last_triggered_at, and may have a message of its own", () => {
    const block = {
      renotify_interval: 10,
      message: "at {{last_triggered_at_epoch}} {{#is_renotify}}again{{/is_renotify}}",
    };
    const first = play(block, burning.slice(0, 15)).evaluator.events.map(
      ({ notification }) => notification?.message,
    );
    const at = (START + MINUTE) * 1_000;
    expect(first).toEqual([`at ${at}`, `at ${at} again`]);
    const escalated = play(
      { ...block, escalation_message: "call {{threshold}}" },
      burning.slice(0, 15),
    );
    expect(escalated.evaluator.events[1]?.notification?.message).toBe("call 80");
  });
});

describe("times of triggering", () => {
  // https://docs.datadoghq.com/monitors/notify/variables/#triggered-variables
  it("keep the first until the monitor recovers, and move the last with each change", () => {
    const world = play(
      {
        message: "{{first_triggered_at_epoch}} {{last_triggered_at_epoch}}",
        monitor_thresholds: { critical: 80, warning: 50 },
        on_missing_data: "show_and_notify_no_data",
      },
      [10, 60, 60, 90, undefined, 10],
    );
    const [a, b, c] = [2, 4, 5].map((minute) => (START + minute * MINUTE) * 1_000);
    expect(
      world.evaluator.events.map(({ to, notification }) => [to, notification?.message]),
    ).toEqual([
      ["Warn", `${a} ${a}`],
      ["Alert", `${a} ${b}`],
      ["No Data", `${a} ${c}`],
      ["OK", `${a} ${c}`],
    ]);
  });
});

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
