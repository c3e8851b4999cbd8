import { monitorOfApi } from "../../../../lab/inputs";
import { monitor, World } from "../world";
import { play } from "./play";

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
