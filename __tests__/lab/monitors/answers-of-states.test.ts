import { constant, expectAnswers, from } from "./answers";

const until =
  (end: number, value: number) =>
  (minute: number): number | undefined =>
    minute < end ? value : undefined;

/** 1, then 9 until the end, then nothing until it is back with a value. */
const gap =
  (end: number, back: number, value: number) =>
  (minute: number): number | undefined => {
    if (minute < end) return minute < 10 ? 1 : 9;
    return minute < back ? undefined : value;
  };

// https://docs.datadoghq.com/monitors/configuration/#no-data
// https://docs.datadoghq.com/monitors/guide/on_missing_data/
describe("missing data", () => {
  const byWhat = "whether missing data are 0 by the aggregation or by the metric's type";
  expectAnswers([
    {
      says: "of a sum of gauges are in doubt: 0 by the aggregation, the last status by the type",
      query: "sum(last_5m):avg:g{*} < 5",
      series: { "gauge g": until(30, 9) },
      minutes: 60,
      fires: "never",
      doubt: byWhat,
    },
    {
      says: "of an average of counts are in doubt as soon as a bucket is empty",
      query: "avg(last_5m):sum:c{*}.as_count() < 5",
      series: { "count c": until(30, 9) },
      minutes: 60,
      fires: 33,
      doubt: "whether a bucket without points of a count is 0",
    },
    {
      says: "of a total of counts are 0",
      query: "sum(last_5m):sum:c{*}.as_count() == 0",
      series: { "count c": until(30, 9) },
      minutes: 60,
      fires: 35,
    },
    {
      says: "are found as much later as the evaluation is",
      query: "avg(last_5m):avg:g{*} > 50",
      options: { on_missing_data: "show_and_notify_no_data", evaluation_delay: 600 },
      series: { "gauge g": until(30, 9) },
      minutes: 60,
      told: ["45 triggered No Data"],
    },
    {
      says: "end with a notification where No Data was one",
      query: "avg(last_5m):avg:g{*} > 50",
      options: { on_missing_data: "show_and_notify_no_data" },
      series: { "gauge g": gap(30, 50, 9) },
      minutes: 60,
      told: ["35 triggered No Data", "51 recovered OK"],
    },
    {
      says: "end without one where it was none",
      query: "avg(last_5m):avg:g{*} > 50",
      options: { on_missing_data: "show_no_data" },
      series: { "gauge g": gap(30, 50, 9) },
      minutes: 60,
      told: [],
    },
    {
      says: "resolve an alert where the monitor says so",
      query: "avg(last_5m):avg:g{*} > 5",
      options: { on_missing_data: "resolve" },
      series: { "gauge g": gap(30, 60, 9) },
      minutes: 60,
      told: ["13 triggered Alert", "35 recovered OK"],
    },
    {
      says: "resolve it after hours, and it alerts again when they are back",
      query: "avg(last_5m):avg:g{*} > 5",
      options: { timeout_h: 1 },
      series: { "gauge g": gap(30, 120, 9) },
      minutes: 140,
      told: ["13 triggered Alert", "89 recovered OK", "121 triggered Alert"],
    },
    {
      says: "with a timeframe shorter than the window are in doubt",
      query: "avg(last_30m):avg:g{*} > 50",
      options: { on_missing_data: undefined, notify_no_data: true, no_data_timeframe: 5 },
      series: { "gauge g": until(30, 9) },
      minutes: 100,
      doubt: "whether a no-data timeframe shorter than the window is ever reached",
    },
  ]);
});

// https://docs.datadoghq.com/monitors/notify/#renotify, https://docs.datadoghq.com/monitors/guide/monitor_api_options/
describe("renotification", () => {
  const thresholds = { critical: 8, warning: 5 };
  expectAnswers([
    {
      says: "leaves a warning out by default",
      query: "avg(last_1m):avg:g{*} > 8",
      options: { thresholds, renotify_interval: 10 },
      series: { "gauge g": from(10, 6) },
      minutes: 50,
      told: ["11 triggered Warn"],
    },
    {
      says: "of a warning stops after as many occurrences as it says",
      query: "avg(last_1m):avg:g{*} > 8",
      options: {
        thresholds,
        renotify_interval: 10,
        renotify_statuses: ["warn"],
        renotify_occurrences: 1,
      },
      series: { "gauge g": from(10, 6) },
      minutes: 50,
      told: ["11 triggered Warn", "21 renotified Warn"],
    },
    {
      says: "counts from the last notification, a change included",
      query: "avg(last_1m):avg:g{*} > 8",
      options: { thresholds, renotify_interval: 10, renotify_statuses: ["alert", "warn"] },
      series: { "gauge g": (minute) => (minute < 10 ? 1 : minute < 18 ? 6 : 9) },
      minutes: 35,
      told: ["11 triggered Warn", "19 changed Alert", "29 renotified Alert"],
    },
  ]);
});

// https://docs.datadoghq.com/monitors/guide/recovery-thresholds/
describe("recovery thresholds", () => {
  expectAnswers([
    {
      says: "beyond the warning are in doubt: users see an alert end where the warning does",
      query: "avg(last_1m):avg:g{*} >= 20",
      options: { thresholds: { critical: 20, warning: 16, critical_recovery: 1 } },
      series: { "gauge g": (minute) => (minute < 10 ? 0 : minute < 20 ? 25 : 10) },
      minutes: 40,
      fires: 11,
      doubt: "whether an alert outlasts its warning threshold until the recovery threshold",
    },
  ]);
});

// https://docs.datadoghq.com/monitors/configuration/#evaluation-frequency
describe("evaluation", () => {
  const peak = (minute: number): number => (minute === 12 ? 2000 : 1);
  expectAnswers([
    {
      says: "comes every ten minutes over a day",
      query: "sum(last_1d):sum:c{*}.as_count() > 1000",
      series: { "count c": peak },
      fires: 20,
    },
    {
      says: "comes every half hour over two days",
      query: "sum(last_2d):sum:c{*}.as_count() > 1000",
      series: { "count c": peak },
      fires: 30,
    },
    {
      says: "of a group waits for new_group_delay",
      query: "max(last_5m):avg:g{*} by {host} > 5",
      options: { new_group_delay: 120 },
      series: { "gauge g host:a": constant(9) },
      fires: 3,
    },
    {
      says: "of a new host waits for five minutes where the monitor says nothing",
      query: "max(last_5m):avg:g{*} by {host} > 5",
      options: { new_group_delay: undefined, new_host_delay: undefined },
      series: { "gauge g host:a": constant(9) },
      fires: 6,
    },
  ]);
});
