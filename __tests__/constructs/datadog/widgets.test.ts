import { minus, percent } from "../../../constructs/datadog/expression";
import { count, read } from "../../../constructs/datadog/query";
import {
  monitorStatus,
  note,
  queryTable,
  queryValue,
  sloSummary,
  spanList,
  timeseries,
  toplist,
  treemap,
} from "../../../constructs/datadog/widgets";

/** Every key that Datadog returns stands in what is sent: one less, and each later plan shows a change. */

const SCOPE = ["$env"];
const requests = count("llm.requests", SCOPE).by("model");
const errors = count("llm.errors", SCOPE).by("model");
const cost = read("llm.estimated_cost_usd", SCOPE).asCount();
const p95 = read("llm.latency_ms", SCOPE).percentile("p95");
const mean = read("llm.latency_ms", SCOPE).avg();

const TOP_TEN = { count: 10, order_by: [{ type: "formula", index: 0, order: "desc" }] };
const inUnit = (unit_name: string) => ({ unit: { type: "canonical_unit", unit_name } });

const query = (name: string, text: string, aggregator?: string) => ({
  name,
  data_source: "metrics",
  query: text,
  ...(aggregator && { aggregator }),
});

it("timeseries: lines, and thresholds on them", () => {
  const series = { expression: percent(errors, requests), alias: "rate" };
  const markers = [{ value: 3, severity: "error", label: "critical" }] as const;
  expect(timeseries("Rate", [series], { markers })).toEqual({
    type: "timeseries",
    title: "Rate",
    show_legend: true,
    legend_layout: "auto",
    legend_columns: ["avg", "max", "value"],
    requests: [
      {
        response_format: "timeseries",
        display_type: "line",
        style: { palette: "dog_classic", line_type: "solid", line_width: "normal" },
        queries: [
          query("query1", "sum:llm.errors{$env} by {model}.as_count()"),
          query("query2", "sum:llm.requests{$env} by {model}.as_count()"),
        ],
        formulas: [
          {
            formula: "100 * default_zero(query1) / query2",
            alias: "rate",
            // A percentage has no unit that Datadog could know.
            number_format: inUnit("percent"),
          },
        ],
      },
    ],
    yaxis: { include_zero: true, scale: "linear", min: "auto", max: "auto" },
    markers: [{ value: "y = 3", display_type: "error dashed", label: "critical" }],
  });
});

it("timeseries: bars, with other counts and events behind them", () => {
  const { requests: drawn, ...rest } = timeseries("Calls", [{ expression: requests }], {
    display: "bars",
    overlay: [{ expression: cost, unit: "dollar" }],
    events: "tags:release",
  });
  expect(rest).not.toHaveProperty("markers");
  expect(drawn).toEqual([
    {
      response_format: "timeseries",
      display_type: "bars",
      style: { palette: "dog_classic", line_type: "solid", line_width: "normal" },
      queries: [query("query1", "sum:llm.requests{$env} by {model}.as_count()")],
      formulas: [{ formula: "query1" }],
    },
    {
      response_format: "timeseries",
      display_type: "overlay",
      style: { palette: "purple", line_type: "dashed", line_width: "thin" },
      queries: [query("query1", "sum:llm.estimated_cost_usd{$env}.as_count()")],
      formulas: [{ formula: "query1", number_format: inUnit("dollar") }],
    },
    {
      response_format: "timeseries",
      display_type: "overlay",
      style: { palette: "purple", line_type: "solid", line_width: "normal" },
      queries: [
        {
          name: "query1",
          data_source: "events",
          indexes: ["*"],
          search: { query: "tags:release" },
          compute: { aggregation: "count" },
          group_by: [],
        },
      ],
      formulas: [{ formula: "query1" }],
    },
  ]);
});

it("query_value: one number, reduced as its kind asks, with colours", () => {
  const colours = [{ comparator: ">", value: 1, palette: "white_on_red" }] as const;
  expect(queryValue("Cost", { expression: cost, unit: "dollar" }, colours)).toEqual({
    type: "query_value",
    title: "Cost",
    autoscale: true,
    precision: 2,
    requests: [
      {
        response_format: "scalar",
        queries: [query("query1", "sum:llm.estimated_cost_usd{$env}.as_count()", "sum")],
        formulas: [{ formula: "query1", number_format: inUnit("dollar") }],
        conditional_formats: colours,
      },
    ],
  });
});

it("a scalar sums counts, merges percentiles, and averages the rest", () => {
  const series = [cost, p95, mean].map((expression, at) => ({ expression, alias: `${at}` }));
  const { requests: [request] = [] } = queryTable("Table", series) as any;
  expect(request.queries.map(({ aggregator }: any) => aggregator)).toEqual([
    "sum",
    "percentile",
    "avg",
  ]);
});

it("toplist and treemap: the highest groups", () => {
  const request = {
    response_format: "scalar",
    queries: [query("query1", "sum:llm.requests{$env} by {model}.as_count()", "sum")],
    formulas: [{ formula: "query1" }],
  };
  const series = { expression: requests };
  expect(toplist("Top", series)).toEqual({
    type: "toplist",
    title: "Top",
    requests: [{ ...request, sort: TOP_TEN }],
  });
  expect(treemap("Tree", series)).toEqual({ type: "treemap", title: "Tree", requests: [request] });
});

it("query_table: a column per formula, each with its own colours", () => {
  const formats = [{ comparator: "<", value: 0.5, palette: "white_on_yellow" }] as const;
  const good = minus(requests, errors);
  const columns = [
    { expression: good, alias: "good", formats },
    { expression: errors, alias: "bad" },
  ];
  expect(queryTable("Table", columns)).toEqual({
    type: "query_table",
    title: "Table",
    has_search_bar: "auto",
    requests: [
      {
        response_format: "scalar",
        queries: [
          query("query1", "sum:llm.requests{$env} by {model}.as_count()", "sum"),
          query("query2", "sum:llm.errors{$env} by {model}.as_count()", "sum"),
          query("query3", "sum:llm.errors{$env} by {model}.as_count()", "sum"),
        ],
        formulas: [
          {
            formula: "query1 - default_zero(query2)",
            alias: "good",
            cell_display_mode: "number",
            conditional_formats: formats,
          },
          {
            formula: "query3",
            alias: "bad",
            cell_display_mode: "number",
            conditional_formats: [],
          },
        ],
        sort: TOP_TEN,
      },
    ],
  });
});

it("manage_status, slo, list_stream and note have no more than what they show", () => {
  expect(monitorStatus("State", "service:a")).toEqual({
    type: "manage_status",
    title: "State",
    summary_type: "monitors",
    display_format: "countsAndList",
    color_preference: "text",
    hide_zero_counts: true,
    show_last_triggered: true,
    show_priority: true,
    query: "service:a",
    sort: "status,asc",
  });
  expect(sloSummary("Objective", "abc")).toEqual({
    type: "slo",
    title: "Objective",
    view_type: "detail",
    slo_id: "abc",
    time_windows: ["7d", "30d"],
    show_error_budget: true,
    view_mode: "overall",
    global_time_target: "0",
  });
  expect(spanList("Spans", "env:a", ["service", "@llm.model"])).toEqual({
    type: "list_stream",
    title: "Spans",
    requests: [
      {
        response_format: "event_list",
        query: { data_source: "trace_stream", query_string: "env:a", indexes: [] },
        columns: [
          { field: "service", width: "auto" },
          { field: "@llm.model", width: "auto" },
        ],
      },
    ],
  });
  expect(note("**Text**")).toEqual({
    type: "note",
    content: "**Text**",
    background_color: "white",
    font_size: "14",
    text_align: "left",
    vertical_align: "top",
    show_tick: false,
    tick_pos: "50%",
    tick_edge: "left",
    has_padding: true,
  });
});
