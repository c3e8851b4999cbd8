import { graph, marker, one, request, rule, type Json } from "./definitions";

/** What it is called, and the two widgets. */
export type Pair = readonly [string, Json, Json];

/** What a key changes: a widget without it, and with it. */
export const CHANGES: readonly Pair[] = [
  ["a logarithmic axis", graph(), graph({ yaxis: { scale: "log" } })],
  ["an axis of square roots", graph(), graph({ yaxis: { scale: "sqrt" } })],
  ["an axis of a power", graph(), graph({ yaxis: { scale: "pow0.5" } })],
  ["a least value", graph(), graph({ yaxis: { min: "-5000" } })],
  ["a greatest value", graph(), graph({ yaxis: { max: "500" } })],
  ["no zero", graph(), graph({ yaxis: { include_zero: false } })],
  ["a label of an axis", graph(), graph({ yaxis: { label: "apples" } })],
  ["bars", graph(), graph({}, { display_type: "bars" })],
  ["areas", graph({}, { display_type: "bars" }), graph({}, { display_type: "area" })],
  ["a right axis", graph(), graph({}, { on_right_yaxis: true })],
  [
    "a right axis with a scale",
    graph({}, { on_right_yaxis: true }),
    graph({ right_yaxis: { scale: "log" } }, { on_right_yaxis: true }),
  ],
  ["a palette", graph(), graph({}, { style: { palette: "warm" } })],
  ["a formula's palette", graph(), graph({}, {}, { style: { palette: "green" } })],
  ["a place in a palette", graph(), graph({}, {}, { style: { palette_index: 4 } })],
  ["a type of line", graph(), graph({}, { style: { line_type: "dotted" } })],
  ["a width of line", graph(), graph({}, { style: { line_width: "thick" } })],
  ["an alias", graph(), graph({}, {}, { alias: "apples" })],
  [
    "an alias in the metadata",
    graph(),
    graph({}, { metadata: [{ expression: "q1", alias_name: "apples" }] }),
  ],
  ["a limit", graph(), graph({}, {}, { limit: { count: 1, order: "desc" } })],
  [
    "the order of a limit",
    graph({}, {}, { limit: { count: 1, order: "desc" } }),
    graph({}, {}, { limit: { count: 1, order: "asc" } }),
  ],
  ["a marker", graph(), graph(marker("y = 3000"))],
  ["a band", graph(marker("y = 3000")), graph(marker("10 < y < 3000"))],
  [
    "a marker's severity",
    graph(marker("y = 3000")),
    graph(marker("y = 3000", { display_type: "ok dashed" })),
  ],
  [
    "a marker's line",
    graph(marker("y = 3000")),
    graph(marker("y = 3000", { display_type: "error bold" })),
  ],
  ["a marker's label", graph(marker("y = 3000")), graph(marker("y = 3000", { label: "other" }))],
  ["a time of its own", graph(), graph({ time: { live_span: "1h" } })],
  [
    "a time of the newer form",
    graph(),
    graph({ time: { type: "live", value: 30, unit: "minute" } }),
  ],
  [
    "a unit",
    one("query_value"),
    one("query_value", {}, {}, { number_format: { unit: { unit_name: "dollar" } } }),
  ],
  ["a precision", one("query_value"), one("query_value", { precision: 4 })],
  ["a unit of its own", one("query_value"), one("query_value", { custom_unit: "apples" })],
  [
    "no scaling",
    one("query_value", {}, {}, { formula: "q1 * 1000" }),
    one("query_value", { autoscale: false }, {}, { formula: "q1 * 1000" }),
  ],
  [
    "a rule of a value",
    one("query_value"),
    one("query_value", {}, rule({ comparator: "<", value: 1e9 })),
  ],
  [
    "a second formula of a list",
    one("toplist"),
    one("toplist", {}, { formulas: [{ formula: "q1" }, { formula: "q1 * 2", alias: "twice" }] }),
  ],
  [
    "a limit of a list",
    one("toplist"),
    one("toplist", {}, {}, { limit: { count: 1, order: "desc" } }),
  ],
  [
    "an order of a list",
    one("toplist"),
    one("toplist", {}, { sort: { order_by: [{ type: "formula", index: 0, order: "asc" }] } }),
  ],
  ["a count of a list", one("toplist"), one("toplist", {}, { sort: { count: 2 } })],
  ["a rule of a list", one("toplist"), one("toplist", {}, rule())],
  [
    "a rule's palette",
    one("query_table", {}, rule()),
    one("query_table", {}, rule({ palette: "black_on_light_green" })),
  ],
  [
    "colours of one's own",
    one("query_table", {}, rule()),
    one(
      "query_table",
      {},
      rule({ palette: "custom_bg", custom_bg_color: "#123456", custom_fg_color: "#ffffff" }),
    ),
  ],
  [
    "a hidden value",
    one("query_table", {}, rule()),
    one("query_table", {}, rule({ hide_value: true })),
  ],
  [
    "a second request of a table",
    one("query_table"),
    {
      ...one("query_table"),
      requests: [request(), request({}, { formula: "q1 * 3", alias: "more" })],
    },
  ],
  [
    "an aggregator",
    { type: "query_value", title: "widget", requests: [{ q: "avg:g{*}" }] },
    { type: "query_value", title: "widget", requests: [{ q: "avg:g{*}", aggregator: "max" }] },
  ],
  ["a title", graph(), graph({ title: "other" })],
];

const EVENTS: Json = {
  display_type: "overlay",
  queries: [{ name: "query1", data_source: "events", search: { query: "deploy" } }],
  formulas: [{ formula: "query1" }],
};

/** The older form and its like in formulas: what is drawn has to be the same. */
export const SAME: readonly Pair[] = [
  [
    "an overlay of events, which nobody sends to the lab",
    graph(),
    graph({ requests: [...(graph()["requests"] as Json[]), EVENTS] }),
  ],
  [
    "a query of the older form",
    graph(),
    {
      type: "timeseries",
      title: "widget",
      requests: [{ q: "avg:g{*} by {env}", display_type: "line" }],
    },
  ],
  [
    "top() around a query",
    graph({}, {}, { limit: { count: 2, order: "desc" } }),
    {
      type: "timeseries",
      title: "widget",
      requests: [{ q: "top(avg:g{*} by {env}, 2, 'mean', 'desc')", display_type: "line" }],
    },
  ],
  [
    "top() around a formula",
    graph({}, {}, { limit: { count: 2, order: "desc" } }),
    graph({}, {}, { formula: "top(q1, 2, 'max', 'desc')" }),
  ],
  ["a request without formulas", graph(), graph({}, { formulas: undefined })],
];
