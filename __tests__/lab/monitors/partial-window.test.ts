import { MetricStore } from "../../../lab/metrics";
import { MonitorEvaluator } from "../../../lab/monitors";
import { monitorsOfStack } from "../../../lab/inputs";
import { replay } from "../../../lab";
import { MINUTE, monitor, START } from "./world";

/** One point a minute of a steady service. */
function steady(minutes: number): Parameters<typeof replay>[1] {
  return Array.from({ length: minutes }, (_, minute) => ({
    name: "r",
    type: "c",
    values: [100],
    tags: [],
    sampleRate: 1,
    timestamp: START + minute * MINUTE + 5,
  }));
}

const run = (queries: Readonly<Record<string, string>>, minutes: number, options: object = {}) =>
  replay(
    monitorsOfStack({
      resource: {
        datadog_monitor: Object.fromEntries(
          Object.entries(queries).map(([id, query]) => [
            id,
            monitor(query, { name: id, on_missing_data: "default", ...options }),
          ]),
        ),
      },
    }),
    steady(minutes),
  );

describe("the first window of a recording", () => {
  it.each([
    "sum(last_10m):sum:r{*}.as_count() < 900",
    "min(last_10m):sum:r{*}.as_count() <= 50",
    "avg(last_10m):sum:r{*}.as_count() < 50",
    "sum(last_10m):sum:r{*}.as_count() == 500",
  ])("does not alert for being too little because it is partial: %s", (query) => {
    const { alerts } = run({ m: query }, 60);
    expect(alerts.map(({ firedAtMinute }) => firedAtMinute)).toEqual([null]);
    expect(alerts[0]?.dependsOnUndocumented).toEqual([]);
  });

  it("is evaluated for too much, and a verdict that came of it says so", () => {
    const [early] = run({ m: "avg(last_10m):sum:r{*} > 50" }, 60).alerts;
    expect(early?.firedAtMinute).toBe(1);
    expect(early?.dependsOnUndocumented).toContain("what came before the recording began");
    const [late] = run({ m: "sum(last_10m):sum:r{*}.as_count() > 950" }, 60).alerts;
    expect(late?.firedAtMinute).toBe(10);
    expect(late?.dependsOnUndocumented).toEqual([]);
  });

  it("is in doubt where the recording is shorter than the window", () => {
    const [alert] = run({ m: "sum(last_2h):sum:r{*}.as_count() < 9000" }, 60).alerts;
    expect(alert?.firedAtMinute).toBeNull();
    expect(alert?.dependsOnUndocumented).toEqual(["what came before the recording began"]);
  });

  it("marks a comparison with a time before the recording", () => {
    const query = "sum(last_5m):sum:r{*}.as_count() - 2 * day_before(sum:r{*}.as_count()) > 400";
    const [alert] = run({ m: query }, 60).alerts;
    expect(alert?.firedAtMinute).toBe(5);
    expect(alert?.dependsOnUndocumented).toContain("what came before the recording began");
  });
});

describe("the end of a recording", () => {
  it("is read by each monitor with its own delay, and by none beyond", () => {
    const blocks = {
      quick: monitor("sum(last_5m):sum:r{*}.as_count() < 450", { on_missing_data: "default" }),
      late: monitor("avg(last_5m):avg:r{*} > 1000", { evaluation_delay: 900 }),
    };
    const store = new MetricStore();
    for (const { name, values, timestamp } of steady(30)) {
      store.add("count", name, [], values[0] ?? 0, timestamp);
    }
    const evaluator = new MonitorEvaluator({
      store,
      monitors: monitorsOfStack({ resource: { datadog_monitor: blocks } }),
      start: START,
      recorded: { from: START, to: START + 30 * MINUTE },
      timelines: true,
    });
    evaluator.advance(START + 60 * MINUTE);
    expect(evaluator.events).toEqual([]);
    const ends = evaluator
      .timelines()
      .map(({ monitor: id, times }) => [id, ((times.at(-1) ?? 0) - START) / MINUTE]);
    expect(Object.fromEntries(ends)).toEqual({ quick: 30, late: 45 });
  });
});
