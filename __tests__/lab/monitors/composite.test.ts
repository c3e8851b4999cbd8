import { compositeSeverity, compositeStatus } from "../../../lab/monitors/rules/composite-severity";
import { Status, statusName } from "../../../lab/monitors/status";
import { parseComposite } from "../../../lab/query";
import { monitor, NO_DELAY, World } from "./world";

const { OK, NoData, Warn, Alert } = Status;

describe("a composite's status", () => {
  // https://docs.datadoghq.com/monitors/types/composite/#computing-trigger-conditions , all rows.
  it.each([
    [Alert, Warn, "&&", false, Warn],
    [Alert, Warn, "||", false, Alert],
    [Alert, OK, "&&", false, OK],
    [Alert, OK, "||", false, Alert],
    [Warn, OK, "&&", false, OK],
    [Warn, OK, "||", false, Warn],
    [NoData, Warn, "&&", true, NoData],
    [NoData, Warn, "||", true, Warn],
    [NoData, Warn, "&&", false, "last known"],
    [NoData, Warn, "||", false, Warn],
    [NoData, OK, "&&", false, OK],
    [NoData, OK, "||", false, "last known"],
    [NoData, OK, "&&", true, OK],
    [NoData, OK, "||", true, NoData],
    [NoData, NoData, "&&", true, NoData],
    [NoData, NoData, "||", true, NoData],
  ] as const)(
    "of %d %d under %s (notify no data: %s) is %s",
    (a, b, operator, notifyNoData, expected) => {
      for (const [left, right] of [
        [a, b],
        [b, a],
      ]) {
        const severity = compositeSeverity(
          parseComposite(`a ${operator} b`),
          (id) => (id === "a" ? left : right)!,
        );
        for (const last of [OK, Warn, Alert]) {
          const wanted = expected === "last known" ? last : expected;
          expect(statusName(compositeStatus(severity, last, notifyNoData))).toBe(
            statusName(wanted),
          );
        }
      }
    },
  );

  it.each([
    ["!a", Alert, OK],
    ["!a", Warn, OK],
    ["!a", OK, Alert],
    ["!a", NoData, NoData],
    ["!!a", Warn, Warn],
  ] as const)("%s of %d is %d", (formula, a, expected) => {
    expect(compositeSeverity(parseComposite(formula), () => a)).toBe(expected);
  });
});

const rate = monitor(
  "sum(last_5m):100 * sum:e{*} by {model}.as_count() / sum:r{*} by {model}.as_count() > 3",
  {
    monitor_thresholds: { critical: 3, warning: 2 },
  },
);
const volume = monitor("sum(last_5m):sum:r{*} by {model}.as_count() >= 50");

describe("a composite over groups", () => {
  it("fires where both members do for the same group, and nowhere else", () => {
    const world = new World({
      rate,
      volume,
      both: monitor("${datadog_monitor.rate.id} && ${datadog_monitor.volume.id}"),
    });
    for (let minute = 0; minute < 60; minute += 1) {
      world.count("r", minute, 100, "model:busy");
      world.count("r", minute, 1, "model:quiet");
      world.count("r", minute, 100, "model:fine");
      if (minute < 20 || minute > 40) continue;
      world.count("e", minute, 10, "model:busy");
      world.count("e", minute, 1, "model:quiet");
    }
    world.advance(60);
    const events = world.evaluator.events.filter(({ monitor: id }) => id === "both");
    expect(new Set(events.map(({ group }) => group["model"]))).toEqual(new Set(["busy"]));
    expect(events.at(-1)?.to).toBe("OK");
  });

  it("tells with the members' values and the group's tags", () => {
    const message =
      "{{model.name}}: {{a.value}} of {{b.value}}, {{b.status}} {{#is_alert}}@pager{{/is_alert}}";
    const world = new World({
      rate,
      volume,
      both: monitor("${datadog_monitor.rate.id} && ${datadog_monitor.volume.id}", { message }),
    });
    for (let minute = 0; minute < 10; minute += 1) {
      world.count("r", minute, 100, "model:busy");
      world.count("e", minute, 10, "model:busy");
    }
    world.advance(10);
    const [event] = world.evaluator.events.filter(({ monitor: id }) => id === "both");
    expect(event?.notification).toMatchObject({
      message: "busy: 10 of 200, Alert @pager",
      receivers: ["pager"],
      unknownVariables: [],
    });
  });

  // https://docs.datadoghq.com/monitors/types/composite/#common-reporting-sources
  it("is not evaluated for a group that one member lacks", () => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {host}.as_count() > 0", NO_DELAY),
      b: monitor("sum(last_1m):sum:b{*} by {host}.as_count() > 0", NO_DELAY),
      c: monitor("a || b"),
    });
    for (let minute = 0; minute < 10; minute += 1) {
      for (const host of [1, 2, 3, 4, 5]) world.count("a", minute, 1, `host:web0${host}`);
      for (const host of [4, 5, 6, 7, 8, 9]) world.count("b", minute, 1, `host:web0${host}`);
    }
    world.advance(10);
    expect(world.evaluator.statuses("c").map(({ group }) => group["host"])).toEqual([
      "web04",
      "web05",
    ]);
  });

  // https://docs.datadoghq.com/monitors/create/types/composite/#new-group-delay-and-composite
  it.each([
    [undefined, 3],
    [60, 3],
    [240, 5],
  ])(
    "holds a new group for the longest delay: its own of %s s, a member's of 120 s",
    (own, minute) => {
      const world = new World({
        a: monitor("max(last_1m):max:a{*} by {pod} > 8", { new_group_delay: 120 }),
        b: monitor("max(last_1m):max:b{*} by {pod} > 8", { new_group_delay: 60 }),
        c: monitor("a && b", own === undefined ? {} : { new_group_delay: own }),
      });
      for (let at = 0; at < 20; at += 1) {
        world.count("a", at, 9, "pod:p");
        world.count("b", at, 9, "pod:p");
      }
      world.advance(20);
      expect(world.story("c")).toEqual([`${minute}: OK>Alert`]);
    },
  );

  // https://docs.datadoghq.com/monitors/types/composite/#no-data
  it.each([
    ["show_and_notify_no_data", "10: OK>No Data"],
    ["show_no_data", "10: OK>No Data (silent)"],
  ])("notifies of No Data where its members do, too: %s", (option, event) => {
    const member = (name: string): ReturnType<typeof monitor> =>
      monitor(`sum(last_5m):sum:${name}{*}.as_count() > 1`, { on_missing_data: option });
    const world = new World({
      a: member("a"),
      b: member("b"),
      c: monitor("a && b", { notify_no_data: true }),
    });
    for (let at = 0; at < 5; at += 1) for (const name of ["a", "b"]) world.count(name, at, 0);
    world.advance(12);
    expect(world.story("c")).toEqual([event]);
  });

  it("compares tag values, not keys, as the page warns", () => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {host}.as_count() > 0", NO_DELAY),
      b: monitor("sum(last_1m):sum:b{*} by {service}.as_count() > 0", NO_DELAY),
      c: monitor("a && b"),
    });
    for (let minute = 0; minute < 5; minute += 1) {
      world.count("a", minute, 1, "host:web04");
      world.count("b", minute, 1, "service:web04");
    }
    world.advance(5);
    expect(world.evaluator.statuses("c")).toEqual([{ group: { host: "web04" }, status: "Alert" }]);
  });

  it("waits for a member's group that is too new to be evaluated", () => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {host}.as_count() > 0", NO_DELAY),
      b: monitor("sum(last_1m):sum:a{*} by {host}.as_count() > 9", { new_group_delay: 600 }),
      c: monitor("a || b"),
    });
    for (let minute = 0; minute < 20; minute += 1) world.count("a", minute, 1, "host:x");
    world.advance(20);
    expect(world.story("a")).toEqual(["1: OK>Alert"]);
    expect(world.story("c")).toEqual(["11: OK>Alert"]);
  });

  it("has no groups where the groupings only overlap, because they are too different", () => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {device,host}.as_count() > 0", NO_DELAY),
      b: monitor("sum(last_1m):sum:b{*} by {host,url}.as_count() > 0", NO_DELAY),
      c: monitor("a && b"),
    });
    world.count("a", 0, 1, "device:sda", "host:x");
    world.count("b", 0, 1, "host:x", "url:home");
    world.advance(5);
    expect(world.evaluator.statuses("c")).toEqual([]);
  });

  it("marks a page that depends on whether its members are seen in the same minute", () => {
    const world = new World({
      up: monitor("sum(last_1m):sum:a{*}.as_count() > 5"),
      maintenance: monitor("sum(last_1m):sum:b{*}.as_count() > 0"),
      c: monitor("up && !maintenance", { type: "composite" }),
    });
    for (let minute = 0; minute < 40; minute += 1) {
      const on = minute >= 20 && minute < 30;
      world.count("a", minute, on ? 10 : 1);
      world.count("b", minute, on ? 1 : 0);
    }
    world.advance(40);
    expect(world.story("c")).toEqual([]);
    const doubts = world.evaluator.verdicts().filter(({ monitor: id }) => id === "c");
    expect(doubts.map(({ from, dependsOnUndocumented }) => [from, dependsOnUndocumented])).toEqual([
      [undefined, ["whether a composite sees its first member a minute later than the others"]],
      [undefined, ["whether a composite sees its first member a minute earlier than the others"]],
    ]);
  });

  it("combines a grouping with a subset of it, and says that its groups are not documented", () => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {device,host}.as_count() > 0", NO_DELAY),
      b: monitor("sum(last_1m):sum:b{*} by {host}.as_count() > 0", NO_DELAY),
      c: monitor("a && b"),
    });
    for (let minute = 0; minute < 5; minute += 1) {
      world.count("a", minute, 1, "device:sda", "host:x");
      world.count("a", minute, 1, "device:sda", "host:y");
      world.count("b", minute, 1, "host:x");
    }
    world.advance(5);
    expect(world.evaluator.statuses("c")).toEqual([
      { group: { device: "sda", host: "x" }, status: "Alert" },
    ]);
    const verdict = world.evaluator.verdicts().find(({ monitor: id }) => id === "c");
    expect(verdict?.dependsOnUndocumented).toContain(
      "which groups a composite of differing groupings has",
    );
  });

  it("takes up to ten members with || and parentheses, and a member without groups in all groups", () => {
    const simple = (metric: string) => monitor(`sum(last_1m):sum:${metric}{*}.as_count() > 0`);
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*} by {host}.as_count() > 0", NO_DELAY),
      b: simple("b"),
      c: simple("c"),
      d: simple("d"),
      e: simple("e"),
      all: monitor("a && (b || c) && !(d || e)"),
    });
    for (let minute = 0; minute < 20; minute += 1) {
      world.count("a", minute, 1, "host:x");
      for (const metric of ["b", "d", "e"]) world.count(metric, minute, 0);
      world.count("c", minute, minute >= 5 ? 1 : 0);
      world.count("e", minute, minute >= 10 ? 1 : 0);
    }
    world.advance(20);
    expect(world.story("all")).toEqual(["6: OK>Alert", "11: Alert>OK"]);
  });

  it("of eleven members is refused, with their number", () => {
    const ids = Array.from({ length: 11 }, (_, index) => `m${index}`);
    const members = ids.map((id) => [id, monitor("sum(last_1m):sum:a{*}.as_count() > 0")]);
    const all = monitor(ids.join(" || "), { type: "composite" });
    const world = new World({ ...Object.fromEntries(members), all });
    const reason = expect.stringContaining("at most 10 members, not 11") as string;
    expect(world.evaluator.unsupported).toMatchObject([{ monitor: "all", reason }]);
  });

  it.each([
    ["a && missing", /missing is not among/, 6],
    ["a &&", /the query ends/, 5],
    ["a && 1 && 2", /1 is not among/, 6],
  ])("%s is refused by name and column, because it would never fire", (query, reason, column) => {
    const world = new World({
      a: monitor("sum(last_1m):sum:a{*}.as_count() > 0"),
      c: monitor(query, { type: "composite" }),
    });
    expect(world.evaluator.unsupported).toEqual([
      { monitor: "c", name: "test", reason: expect.stringMatching(reason), column },
    ]);
  });
});
