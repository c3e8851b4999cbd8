import { MetricStore, runScalar, runTimeseries } from "../../../lab/metrics";
import { collectGarbage } from "../../support/collect-garbage";

/** Midnight, UTC. */
const START = 1_780_272_000;
const HOUR = 3_600;

function total(
  store: MetricStore,
  from: number,
  to: number,
  query = "sum:m{*}.as_count()",
): number {
  const queries = [{ name: "a", query, aggregator: "sum" as const }];
  return runScalar(store, { formula: "a", queries, from, to })[0]?.value ?? NaN;
}

describe("the store", () => {
  it("takes tags in any order as one series, because clients do not sort them", () => {
    const store = new MetricStore();
    store.add("count", "m", ["a:1", "b:2"], 1, START);
    store.add("count", "m", ["b:2", "a:1"], 1, START);
    expect(store.metric("m")?.series).toHaveLength(1);
    expect(total(store, START, START + 60)).toBe(2);
  });

  it("keeps a bucket to its ten seconds, so that a window can end between two minutes", () => {
    const store = new MetricStore();
    for (let second = 0; second < 120; second += 10) store.add("count", "m", [], 1, START + second);
    expect(total(store, START + 10, START + 70)).toBe(6);
    expect(total(store, START + 50, START + 60)).toBe(1);
    expect(total(store, START, START + 120)).toBe(12);
  });

  it("takes late points, because a client that retries sends them", () => {
    const store = new MetricStore();
    store.add("count", "m", [], 1, START + 7_200);
    store.add("count", "m", [], 5, START);
    expect(total(store, START, START + 60)).toBe(5);
  });

  it("scales a sampled count and weighs a sampled distribution, as DogStatsD defines sampling", () => {
    const store = new MetricStore();
    const point = { tags: [], sampleRate: 0.25, timestamp: START };
    store.ingest({ ...point, name: "m", type: "c", values: [2] }, 0);
    store.ingest({ ...point, name: "d", type: "d", values: [10, 20] }, 0);
    expect(total(store, START, START + 60)).toBe(8);
    expect(total(store, START, START + 60, "count:d{*}")).toBe(8);
    expect(total(store, START, START + 60, "sum:d{*}")).toBe(120);
  });

  it("names what it refuses, because a silent alert would look like a healthy service", () => {
    const store = new MetricStore();
    store.add("count", "m", [], 1, START);
    store.add("distribution", "m", [], 1, START);
    store.add("count", "m", [], NaN, START);
    store.ingest({ name: "h", type: "h", values: [1], tags: [], sampleRate: 1 }, START);
    expect(store.refused).toEqual({
      "m is a count and was sent as a distribution": 1,
      "not finite": 1,
      "type h is not supported": 1,
    });
  });

  it("is bounded over a month, because simulations are long", async () => {
    const store = new MetricStore();
    const held = async (): Promise<number> => {
      await collectGarbage();
      return process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    };
    const tags = Array.from({ length: 5 }, (_, index) => [`model:m${index}`]);
    const fill = (fromDay: number, toDay: number): void => {
      for (let time = START + fromDay * 86_400; time < START + toDay * 86_400; time += 60) {
        for (const one of tags) {
          store.add("count", "m", one, 1, time);
          store.add("distribution", "d", one, 100 + (time % 977), time);
        }
      }
    };
    fill(0, 14);
    const afterTwoWeeks = await held();
    fill(14, 31);
    expect((await held()) - afterTwoWeeks).toBeLessThan(30e6);
    // An old week is kept by the hour.
    expect(total(store, START + 86_400, START + 2 * 86_400)).toBe(5 * 1_440);
  });
});

describe("queries", () => {
  const store = new MetricStore();
  // The worked example of https://docs.datadoghq.com/metrics/types/?tab=distribution
  [1, 1, 1, 2, 2, 2, 3, 3].forEach((value) =>
    store.add("distribution", "d", ["host:a"], value, START),
  );
  [1, 1, 2].forEach((value) => store.add("distribution", "d", ["host:b"], value, START));
  const points: [string, number][] = [
    ["env:p,model:a-1", 10],
    ["env:p,model:a-2", 20],
    ["env:s,model:b", 40],
  ];
  for (const [tags, value] of points) store.add("count", "c", tags.split(","), value, START);
  store.add("gauge", "g", ["host:a"], 10, START);
  store.add("gauge", "g", ["host:a"], 20, START + 10);
  store.add("gauge", "g", ["host:b"], 100, START);

  const at = (query: string): number =>
    runTimeseries(store, { formula: query, from: START, to: START + 60, interval: 60 })[0]
      ?.values[0] ?? NaN;

  it.each([
    ["count:d{*}", 11],
    ["sum:d{*}", 19],
    ["min:d{*}", 1],
    ["max:d{*}", 3],
    ["avg:d{*}", 19 / 11],
    ["sum:d{host:b}", 4],
  ])("%s is as the page on distributions computes it: %d", (query, value) => {
    expect(at(query)).toBeCloseTo(value, 12);
  });

  it.each([
    ["sum:c{*}.as_count()", 70],
    ["sum:c{*}.as_rate()", 70 / 60],
    ["sum:c{env:p}", 30],
    ["sum:c{!env:p}", 40],
    ["sum:c{model:a-*}", 30],
    ["sum:c{*:a-*}", 30],
    ["sum:c{env:p,model:a-1}", 10],
    ["sum:c{env:s OR model:a-2}", 60],
    ["sum:c{model IN (a-1, b)}", 50],
    ["sum:c{model NOT IN (a-1, b)}", 20],
    ["sum:c{NOT (env:s OR model:a-2)}", 10],
    ["sum:c{region:x}", NaN],
    ["avg:c{*}", 70 / 3],
    ["max:c{*}", 40],
    ["avg:g{*}", (15 + 100) / 2],
    ["max:g{*}", 100],
    ["sum:g{*}.rollup(max, 60)", 120],
    ["-sum:c{env:s}.as_count() / 4", -10],
    ["sum:c{env:s} / sum:c{env:zzz}.as_count()", NaN],
    ["abs(sum:c{env:p} - sum:c{env:s})", 10],
    ["clamp_max(sum:c{*}, 50)", 50],
    ["clamp_min(sum:c{*}, 500)", 500],
    ["cutoff_max(sum:c{*}, 50)", NaN],
    ["is_greater(sum:c{*}, 15)", 1],
    ["default_zero(sum:c{region:x})", NaN],
  ])("%s is %d", (query, value) => {
    if (Number.isNaN(value)) expect(at(query)).toBeNaN();
    else expect(at(query)).toBeCloseTo(value, 12);
  });

  it("groups by several keys in any order, and leaves out series that lack one, as monitors do", () => {
    store.add("count", "c", ["env:p"], 1_000, START);
    const found = runTimeseries(store, {
      formula: "sum:c{*} by {model,env} / sum:c{*} by {env,model}",
      from: START,
      to: START + 60,
      interval: 60,
    });
    expect(found.map(({ tags }) => tags)).toEqual([
      { env: "p", model: "a-1" },
      { env: "p", model: "a-2" },
      { env: "s", model: "b" },
    ]);
  });

  it("applies template variables, and selects everything for one that is not set", () => {
    const formula = "sum:c{$env,$model,model:$m.value}";
    const value = (variables: Record<string, string | string[]>): number | undefined =>
      runTimeseries(store, { formula, variables, from: START, to: START + 60, interval: 60 })[0]
        ?.values[0];
    expect(value({ env: "s" })).toBe(40);
    expect(value({ env: "*", model: ["a-1", "b"] })).toBe(50);
    expect(value({ m: "a-2" })).toBe(20);
  });

  it("applies a template variable with dots, of which .value is no part", () => {
    const value = (formula: string, name: string): number | undefined =>
      runTimeseries(store, {
        ...{ formula, variables: { [name]: "a-2" } },
        ...{ from: START, to: START + 60, interval: 60 },
      })[0]?.values[0];
    expect(value("sum:c{model:$table.model.value}", "table.model")).toBe(20);
    expect(value("sum:c{model:$table.values}", "table.values")).toBe(20);
  });

  it("divides totals in a scalar, not averages of buckets, because that is what a table shows", () => {
    const [found] = runScalar(store, {
      formula: "spent / calls",
      queries: [
        { name: "spent", query: "sum:d{*}.as_count()", aggregator: "sum" },
        { name: "calls", query: "count:d{*}.as_count()", aggregator: "sum" },
      ],
      from: START,
      to: START + HOUR,
    });
    expect(found?.value).toBeCloseTo(19 / 11, 12);
  });

  it.each([
    ["ewma_10(sum:c{*})", /ewma_10\(\).* column 1/],
    ["sum:c{*} + anomalies(sum:c{*}, 'basic', 2)", /anomalies\(\).* column 12/],
    ["sum:c{*}.fill(true)", /fill\(true\) is not linear, .* column 10/],
    ["sum:c{*}.fill(zero, 0)", /fill\(\) takes a positive .* column 10/],
    ["sum:c{*}.weighted()", /weighted\(\).* column 10/],
    ["diff(sum:c{*})", /diff\(\) is not supported by the lab: it compares a point .* column 1/],
    ["forecast(sum:c{*}, 'linear', 1)", /forecast\(\).*not public.* column 1/],
    ["top(sum:c{*} by {a}, 1, 'max', 'desc')", /top\(\).*all groups.* column 1/],
    ["nonsense(sum:c{*})", /nonsense\(\) is not supported by the lab; at column 1/],
    ["moving_rollup(sum:c{*}, 60, 'p95')", /moving_rollup\(\) takes one of avg, sum, .* column 1/],
    ["sum:c{*} by {*}", /by \{\*\}.* column 14/],
    ["median:c{*}", /aggregator median .* column 1/],
    ["sum(v: v<=1):d{*}", /sum\(v: …\).* column 1/],
    ["sum:c{a:b,c:d OR e:f}", /not both.* column 11/],
    ["sum:c{*} by {a} / sum:c{*} by {b}", /different groupings.* column 32/],
    ["sum:c{*} + nothing", /No query is named nothing.* column 12/],
    ['calendar_shift(sum:c{*}, "-1y", "UTC")', /calendar_shift\(-1y, UTC\)/],
  ])(
    "%s is refused by name and column, because a wrong number would pass silently",
    (query, reason) => {
      expect(() => at(query)).toThrow(reason);
    },
  );
});

describe("time shifts", () => {
  const store = new MetricStore();
  // The hour's number as its value, over some days around a change of clocks in Berlin.
  const DAY = 86_400;
  const BEFORE_CHANGE = Date.UTC(2026, 9, 23) / 1_000;
  for (let hour = 0; hour < 96; hour += 1)
    store.add("count", "m", [], hour, BEFORE_CHANGE + hour * HOUR);
  const at = (query: string, time: number): number | undefined =>
    runTimeseries(store, { formula: query, from: time, to: time + HOUR, interval: HOUR })[0]
      ?.values[0];

  it.each([
    ["timeshift(sum:m{*}, -86400)", 24],
    ["day_before(sum:m{*})", 24],
    ["hour_before(sum:m{*})", 1],
    ['calendar_shift(sum:m{*}, "-1d", "UTC")', 24],
    // Two days before 12:00 +01:00 was 12:00 +02:00, 49 hours earlier.
    ['calendar_shift(sum:m{*}, "-2d", "Europe/Berlin")', 49],
    ["timeshift(day_before(sum:m{*}), -3600)", 25],
  ])("%s reads %d hours earlier", (query, hours) => {
    const noon = BEFORE_CHANGE + 3 * DAY + 11 * HOUR;
    expect(at(query, noon)).toBe((noon - BEFORE_CHANGE) / HOUR - hours);
  });

  it("adds up the time before each value for moving_rollup", () => {
    expect(at("moving_rollup(sum:m{*}, 10800, 'sum')", BEFORE_CHANGE + 5 * HOUR)).toBe(3 + 4 + 5);
  });
});
