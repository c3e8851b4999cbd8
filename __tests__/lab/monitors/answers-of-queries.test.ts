import { constant, expectAnswers, from, type Answer } from "./answers";

const evenMinutes =
  (value: number) =>
  (minute: number): number | undefined =>
    minute % 2 === 0 ? value : undefined;
const peakAt =
  (peak: number, value: number) =>
  (minute: number): number =>
    minute === peak ? value : 1;

// https://docs.datadoghq.com/metrics/custom_metrics/type_modifiers/
// https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/
describe("as_count()", () => {
  const gauge = "whether as_count() changes anything for a gauge";
  expectAnswers([
    {
      says: "has no effect on a gauge: five minutes of 10 are 50",
      query: "sum(last_5m):sum:g{*}.as_count() > 49",
      series: { "gauge g": constant(10) },
      fires: 5,
    },
    {
      says: "has no effect on a gauge: five minutes of 10 are no more than 50",
      query: "sum(last_5m):sum:g{*}.as_count() > 51",
      series: { "gauge g": constant(10) },
      fires: "never",
    },
    {
      says: "has no effect on differences of gauges: five times 20 - 10",
      query: "sum(last_5m):sum:g{*}.as_count() - sum:h{*}.as_count() > 49",
      series: { "gauge g": constant(20), "gauge h": constant(10) },
      fires: 5,
    },
    {
      says: "of gauges in a ratio is in doubt: the sum of ratios is 10, the ratio of sums 2",
      query: "sum(last_5m):sum:g{*}.as_count() / sum:h{*}.as_count() > 3",
      series: { "gauge g": constant(20), "gauge h": constant(10) },
      fires: 2,
      doubt: gauge,
    },
    {
      says: "adds up a gauge beside a count before it divides: 50 / 25",
      query: "sum(last_5m):sum:c{*}.as_count() / avg:g{*} > 1.9",
      series: { "count c": constant(10), "gauge g": constant(5) },
      fires: 1,
    },
    {
      says: "adds up a gauge beside a count before it divides: no more than 2",
      query: "sum(last_5m):sum:c{*}.as_count() / avg:g{*} > 2.1",
      series: { "count c": constant(10), "gauge g": constant(5) },
      fires: "never",
    },
    {
      says: "in a minimum is in doubt where buckets are empty: null on one page, 0 on another",
      query: "min(last_5m):sum:c{*}.as_count() < 1",
      series: { "count c": evenMinutes(5) },
      doubt: "whether a bucket without points of a count is 0",
    },
    {
      says: "compares totals as a change",
      query: "change(sum(last_5m),last_10m):sum:c{*}.as_count() > 49",
      series: { "count c": from(60, 20, 10) },
      minutes: 90,
      recovers: 71,
    },
    {
      says: "aligns a missing operand as 0, as as_rate() does",
      query: "avg(last_5m):sum:e{*}.as_rate() / sum:r{*}.as_rate() < 0.1",
      series: { "count r": constant(60), "count e": from(1, undefined, 60) },
      fires: 6,
    },
  ]);
});

// https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
// https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/
describe("time aggregation", () => {
  expectAnswers([
    {
      says: "of an incomplete rollup is in doubt: evaluated on one page, No Data on another",
      query: "min(last_10m):sum:c{*}.as_count().rollup(sum, 300) < 400",
      series: { "count c": constant(100) },
      doubt: "whether a rollup's incomplete bucket is evaluated",
    },
    {
      says: "of an incomplete rollup is avoided by a delay of its length",
      query: "min(last_10m):sum:c{*}.as_count().rollup(sum, 300) < 400",
      options: { evaluation_delay: 300 },
      series: { "count c": constant(100) },
      minutes: 60,
      fires: "never",
    },
    {
      says: "of several points in a minute is in doubt for an extreme: 5 a minute, 9 at its peak",
      query: "max(last_5m):max:g{*} > 8",
      series: { "gauge g": (minute) => (minute === 20 ? [1, 9] : 1) },
      fires: "never",
    },
    {
      says: "by the maximum sees the peak",
      query: "max(last_5m):max:g{*}.rollup(max, 60) > 8",
      series: { "gauge g": (minute) => (minute === 20 ? [1, 9] : 1) },
      fires: 21,
    },
    {
      says: "by moving_rollup() keeps a peak for its interval",
      query: "min(last_1m):moving_rollup(avg:g{*}, 600, 'max') > 8",
      series: { "gauge g": peakAt(20, 9) },
      minutes: 60,
      fires: 21,
      recovers: 31,
    },
    // Ten minutes are the bucket of a full window of hours; what is reduced may be finer.
    ...[
      "max(last_1h):avg:g{*} > 8",
      "max(last_1d):avg:g{*} > 8",
      "max(last_2h):avg:g{*} / 1 > 8",
    ].map((query) => ({
      says: `of a peak of a minute is in doubt where the window is long: ${query}`,
      query,
      series: { "gauge g": peakAt(12, 9) },
      fires: "never" as const,
      doubt: "whether the buckets of a window of hours or days are minutes",
    })),
    {
      says: "of ratios is in doubt where the window is long: 3 / 2, or 3 / 1 and 3 / 3 in turn",
      query: "avg(last_1h):avg:g{*} / avg:h{*} > 1.7",
      series: { "gauge g": constant(3), "gauge h": (minute) => (minute % 2 === 0 ? 3 : 1) },
      minutes: 120,
      fires: "never",
      doubt: "whether the buckets of a window of hours or days are minutes",
    },
    {
      says: "of percentiles is in doubt where the window is long: one value of a minute, or of 37",
      query: "max(last_1h):p95:d{*} > 800",
      series: { "distribution d": (minute) => (minute === 12 ? 1_000 : [10, 10, 10, 10]) },
      fires: "never",
      doubt: "whether the buckets of a window of hours or days are minutes",
    },
    {
      says: "of a calendar hour begins anew with each",
      query: "sum(current_1h):sum:c{*}.as_count() > 100",
      series: { "count c": constant(2) },
      minutes: 70,
      fires: 51,
      recovers: 60,
    },
  ]);
});

// https://docs.datadoghq.com/dashboards/functions/exclusion/, …/arithmetic/, …/timeshift/
describe("functions", () => {
  const nine = { "gauge g": constant(9) };
  const risen = { "gauge g": from(100, 20, 10) };
  const shifted = (query: string): Answer => ({
    says: query,
    query: `${query} > 5`,
    series: risen,
    minutes: 200,
    fires: 103,
    recovers: 163,
  });
  expectAnswers([
    {
      says: "clamp_min()",
      query: "avg(last_5m):clamp_min(avg:g{*}, 10) >= 10",
      series: nine,
      fires: 1,
    },
    {
      says: "clamp_max()",
      query: "avg(last_5m):clamp_max(avg:g{*}, 5) > 5",
      series: nine,
      fires: "never",
    },
    {
      says: "clamp_max(): a window without points is missing data, or at the bound",
      query: "avg(last_5m):clamp_max(avg:g{*}, 5) > 4",
      options: { on_missing_data: "resolve" },
      series: { "gauge g": from(20, undefined, 9) },
      fires: 1,
      recovers: 25,
      doubt: "whether clamp_min() and clamp_max() give a value to a window without points",
    },
    {
      says: "cutoff_max(): values that are all dropped leave an alert, or are missing data",
      query: "max(last_5m):cutoff_max(avg:g{*}, 5) > 3",
      options: { on_missing_data: "resolve" },
      series: { "gauge g": from(20, 9, 4) },
      minutes: 60,
      fires: 1,
      doubt: "whether what cutoff_min() and cutoff_max() drop is missing data",
    },
    {
      says: "cutoff_min() keeps what is equal",
      query: "avg(last_5m):cutoff_min(avg:g{*}, 9) > 8",
      series: nine,
      fires: 1,
    },
    {
      says: "cutoff_min() removes what is less",
      query: "avg(last_5m):cutoff_min(avg:g{*}, 10) > 8",
      series: nine,
      fires: "never",
    },
    {
      says: "abs() of a negation",
      query: "avg(last_5m):abs(-avg:g{*}) > 8",
      series: nine,
      fires: 1,
    },
    { says: "log2()", query: "avg(last_5m):log2(avg:g{*} - 1) >= 3", series: nine, fires: 1 },
    {
      says: "is_greater() as a guard",
      query: "avg(last_5m):avg:g{*} * is_greater(avg:g{*}, 9) > 1",
      series: nine,
      fires: "never",
    },
    shifted("avg(last_5m):avg:g{*} - timeshift(avg:g{*}, -3600)"),
    shifted("avg(last_5m):avg:g{*} - avg:g{*}.timeshift(-3600)"),
    shifted("avg(last_5m):avg:g{*} - hour_before(avg:g{*})"),
    shifted("change(avg(last_5m),last_1h):avg:g{*}"),
    shifted("change(avg(last_5m),1h_ago):avg:g{*}"),
    {
      says: "pct_change() from 0 has no value",
      query: "pct_change(avg(last_5m),last_10m):avg:g{*} > 10",
      series: { "gauge g": from(30, 5, 0) },
      minutes: 60,
      fires: "never",
    },
  ]);
});

// https://docs.datadoghq.com/metrics/advanced-filtering/
describe("filters", () => {
  const series = {
    "gauge g host:web-1 env:prod role:a role:b url:http://x:80/a bare": constant(9),
  };
  const filter = (scope: string, fires: 1 | "never"): Answer => ({
    says: `${scope} ${fires === 1 ? "takes" : "leaves"} it`,
    query: `avg(last_5m):avg:g${scope} > 5`,
    series,
    minutes: 10,
    fires,
  });
  expectAnswers([
    filter("{host:web-*}", 1),
    filter("{host:*-1}", 1),
    filter("{host:*}", 1),
    filter("{bare}", 1),
    filter("{url:http://x:80/a}", 1),
    filter("{!missing:x}", 1),
    filter("{!host:web-1}", "never"),
    filter("{host NOT IN (web-1, web-2)}", "never"),
    filter("{NOT host:db* AND env IN (prod, dev)}", 1),
    filter("{host:db OR host:web-1 AND env:dev}", "never"),
    filter("{role:a,role:b}", 1),
    filter("{role:a,role:c}", "never"),
  ]);
});

// https://docs.datadoghq.com/metrics/distributions/
describe("distributions", () => {
  const of = (query: string, fires: Answer["fires"]): Answer => ({
    says: query,
    query,
    series: { "distribution d": () => [100, 200] },
    minutes: 10,
    ...(fires === undefined ? {} : { fires }),
  });
  expectAnswers([
    of("sum(last_5m):count:d{*}.as_count() > 9", 5),
    of("sum(last_5m):sum:d{*}.as_count() >= 1500", 5),
    of("avg(last_5m):avg:d{*} > 151", "never"),
    of("max(last_5m):max:d{*} > 199", 1),
    of("min(last_5m):min:d{*} < 101", 1),
    of("sum(last_5m):count(v: v>150):d{*}.as_count() > 4", 5),
    of("sum(last_5m):count(v: v>150):d{*}.as_count() > 5", "never"),
  ]);
});
