import { readRequest } from "../../../../../lab/report/page/dashboard/request";
import { widgetRange } from "../../../../../lab/report/page/dashboard/widget-range";

const range = { from: 1_000_000, to: 1_086_400 };
const DAY = 86_400;

describe("the time of a widget", () => {
  it.each([
    [{}, range],
    [{ live_span: "4h" }, { from: range.to - 14_400, to: range.to, own: "the last 4h" }],
    [{ live_span: "1y" }, { from: range.to - 365 * DAY, to: range.to, own: "the last 1y" }],
    [
      { type: "live", value: 8, unit: "week" },
      { from: range.to - 56 * DAY, own: "the last 8 week" },
    ],
    // Spans of the calendar, and that of an alert: the whole range is drawn, and the widget says so.
    [{ live_span: "week_to_date" }, { ...range, own: "Not drawn: time week_to_date." }],
    [{ live_span: "alert" }, { ...range, own: "Not drawn: time alert." }],
  ])("%j is %j", (time, expected) => {
    expect(widgetRange({ time }, range)).toMatchObject(expected);
    if (!("own" in expected)) expect(widgetRange({ time }, range)).not.toHaveProperty("own");
  });
});

// FormulaAndFunctionMetricAggregation of Datadog's API has more than the lab knows how to reduce by.
it.each(["l2norm", "area", "mean"])("an aggregator that is not evaluated is named: %s", (name) => {
  const queries = [{ name: "q", data_source: "metrics", query: "avg:g{*}", aggregator: name }];
  expect(() => readRequest({ queries, formulas: [{ formula: "q" }] })).toThrow(
    `The aggregator "${name}" is not supported by the lab.`,
  );
});
