import { monitorOfApi, replay } from "../../../lab";
import { AgentHistograms, type Point } from "../../../lab/metrics";

const START = 1_780_272_000;

function sample(second: number, values: readonly number[], more: Partial<Point> = {}) {
  const point = { name: "t", type: "h", values, tags: ["a:b"], sampleRate: 1 };
  return { ...point, timestamp: START + second, ...more };
}

function flushHistograms(points: readonly Required<Point>[], until?: number) {
  const histograms = new AgentHistograms();
  for (const point of points) expect(histograms.take(point)).toBe(true);
  return histograms.flush(until);
}

/** `name value` of what one flush gives. */
const valuesOf = (points: readonly Required<Point>[]): Record<string, number | undefined> =>
  Object.fromEntries(flushHistograms(points).map(({ name, values }) => [name, values[0]]));

describe("histograms and timers", () => {
  it("become the series of the agent's flush, with its ranks: the 10th of 20 and the 19th", () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(valuesOf([sample(1, values)])).toEqual({
      "t.avg": 10.5,
      "t.median": 10,
      "t.max": 20,
      "t.95percentile": 19,
      "t.count": 20,
    });
  });

  it("weigh what the client sampled", () => {
    expect(valuesOf([sample(1, [10], { sampleRate: 0.25 }), sample(2, [20])])).toMatchObject({
      "t.avg": 12,
      "t.median": 10,
      "t.count": 5,
    });
  });

  it("are aggregated per ten seconds and set of tags, whatever their order", () => {
    const flushed = flushHistograms([
      sample(1, [1], { tags: ["a:b", "c:d"] }),
      sample(9, [3], { tags: ["c:d", "a:b"], type: "ms" }),
      sample(10, [5], { tags: ["a:b", "c:d"] }),
      sample(1, [7]),
    ]);
    const averages = flushed.filter(({ name }) => name === "t.avg");
    expect(averages.map(({ values, timestamp }) => [values[0], timestamp - START])).toEqual([
      [2, 0],
      [5, 10],
      [7, 0],
    ]);
    expect(flushed.map(({ type }) => type).filter((type) => type === "c")).toHaveLength(3);
  });

  it("leave other points as they are", () => {
    expect(new AgentHistograms().take(sample(1, [1], { type: "c" }))).toBe(false);
  });

  it("come when their ten seconds are over", () => {
    const points = [sample(1, [1]), sample(12, [2])];
    expect(flushHistograms(points, START + 9)).toHaveLength(0);
    expect(flushHistograms(points, START + 19)).toHaveLength(5);
    expect(flushHistograms(points, START + 20)).toHaveLength(10);
  });

  it("can be alerted on by the names that they have in Datadog", () => {
    const of = (name: string, query: string) =>
      monitorOfApi({ id: name, name, type: "query alert", query, message: "@slack-a" });
    const run = replay(
      [
        of("slow", "avg(last_5m):avg:t.95percentile{*} by {a} > 100"),
        of("busy", "sum(last_5m):sum:t.count{*}.as_count() > 9"),
      ],
      Array.from({ length: 30 }, (_, minute) => sample(minute * 60, [50, minute < 10 ? 60 : 900])),
    );
    expect(run.unsupported).toEqual([]);
    const fired = run.alerts.map(({ signal, firedAtMinute }) => [signal, firedAtMinute]);
    expect(fired).toEqual([
      ["slow", 11],
      ["busy", 5],
    ]);
  });
});
