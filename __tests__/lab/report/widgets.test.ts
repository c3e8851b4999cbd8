import { dashboardsOfStack, type Dashboard } from "../../../lab";
import { chromiumPath } from "../../../scripts/chromium";
import { madeRun, openReport, START, type OpenedReport } from "./made-run";

const executable = chromiumPath();
const describeInBrowser = executable === undefined ? describe.skip : describe;

type Json = Readonly<Record<string, unknown>>;

const queries = [
  { name: "q1", data_source: "metrics", query: "avg:g{*} by {env}", aggregator: "avg" },
];
const request = (more: Json = {}, formula: Json = {}): Json => ({
  queries,
  formulas: [{ formula: "q1", ...formula }],
  ...more,
});
const graph = (more: Json = {}, ofRequest: Json = {}, formula: Json = {}): Json => ({
  ...{ type: "timeseries", title: "widget" },
  requests: [request({ display_type: "line", ...ofRequest }, formula)],
  ...more,
});
const one = (type: string, more: Json = {}, ofRequest: Json = {}, formula: Json = {}): Json => ({
  ...{ type, title: "widget", requests: [request(ofRequest, formula)], ...more },
});
const rule = (more: Json = {}): Json => ({
  conditional_formats: [{ comparator: ">", value: 50, palette: "white_on_red", ...more }],
});
const marker = (value: string, more: Json = {}): Json => ({
  markers: [{ value, display_type: "error dashed", label: "mark", ...more }],
});

/** What a key changes: a widget without it, and with it. */
const CHANGES: readonly (readonly [string, Json, Json])[] = [
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
const SAME: readonly (readonly [string, Json, Json])[] = [
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

const dashboard = (id: string, pairs: typeof CHANGES): Dashboard => ({
  ...{ id, title: id },
  body: {
    ...{ title: id, layout_type: "ordered" },
    widgets: pairs.flatMap(([, without, withIt]) => [
      { definition: without },
      { definition: withIt },
    ]),
  },
});

const variables = (name: string, more: Json): Json => ({ name, prefix: "env", ...more });
const VARIABLES: Dashboard = {
  ...{ id: "variables", title: "variables" },
  body: {
    title: "variables",
    template_variables: [
      variables("older", { default: "staging" }),
      variables("where", { defaults: ["prod*"] }),
      { name: "whole", prefix: null, default: "env:prod" },
      variables("offered", { defaults: ["*"], available_values: ["prod", "elsewhere"] }),
    ],
    widgets: ["older", "where", "whole", "offered"].map((name) => ({
      definition: {
        type: "timeseries",
        title: name,
        requests: [{ q: `avg:g{$${name}} by {env}` }],
      },
    })),
  },
};

/** Every event of `prod` is a good one, of all three environments. */
const OBJECTIVES: readonly Dashboard[] = dashboardsOfStack({
  resource: {
    datadog_service_level_objective: {
      prod: {
        name: "prod answers",
        tags: ["team:a"],
        query: [
          {
            numerator: "sum:c{env:prod}.as_count()",
            denominator: "sum:c{!env:prod-eu}.as_count()",
          },
        ],
        thresholds: [{ timeframe: "7d", target: 95 }],
      },
    },
    datadog_dashboard_json: {
      objectives: {
        dashboard: JSON.stringify({
          title: "objectives",
          widgets: [
            {
              type: "slo",
              slo_id: "${datadog_service_level_objective.prod.id}",
              time_windows: ["7d"],
            },
            { type: "slo_list", requests: [{ query: { query_string: "team:a" } }] },
            { type: "slo_list", requests: [{ query: { query_string: "team:b" } }] },
          ].map((definition) => ({ definition })),
        }),
      },
    },
  },
});

const UNKNOWN: Dashboard = {
  ...{ id: "unknown", title: "unknown" },
  body: {
    title: "unknown",
    template_variable_presets: [{ name: "preset" }],
    widgets: [
      graph({ events: [{ q: "deploys" }] }),
      graph({}, { queries: undefined, formulas: undefined, log_query: { index: "*" } }),
      graph({ yaxis: { scale: "sinus" } }),
      graph(marker("x = 1")),
      one("heatmap"),
      { type: "slo", title: "slo", slo_id: "abc" },
    ].map((definition) => ({ definition })),
  },
};

describeInBrowser("widgets", () => {
  let report: OpenedReport;
  beforeAll(async () => {
    const dashboards = [
      dashboard("changes", CHANGES),
      dashboard("same", SAME),
      VARIABLES,
      UNKNOWN,
      ...OBJECTIVES,
    ];
    report = await openReport(executable ?? "", [madeRun(dashboards)]);
  }, 60_000);
  afterAll(() => report.close());

  const drawn = async (tab: string): Promise<string[]> => {
    await report.go(`#run=0&tab=${tab}`);
    return report.page.$$eval("[data-widget]", (all) =>
      all.map((widget) => {
        const pictures = [...widget.querySelectorAll("canvas")].map((one) => one.toDataURL());
        const html = widget.outerHTML.replace(/(id|aria-labelledby)="[^"]*"/g, "");
        return html + pictures.join();
      }),
    );
  };

  it("look otherwise with each key that is said to be drawn", async () => {
    const all = await drawn("changes");
    expect(all).toHaveLength(2 * CHANGES.length);
    const unchanged = CHANGES.filter((_, at) => all[2 * at] === all[2 * at + 1]);
    expect(unchanged.map(([name]) => name)).toEqual([]);
    expect(all.filter((html) => html.includes('data-message="problem"'))).toEqual([]);
  }, 30_000);

  it("look the same, whichever form their request has", async () => {
    const all = await drawn("same");
    const different = SAME.filter((_, at) => all[2 * at] !== all[2 * at + 1]);
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it("are filtered by the tag that a variable is of, from its default on", async () => {
    await report.go("#run=0&tab=variables");
    const series = await report.page.$$eval("[data-widget]", (all) =>
      all.map((widget) => [...widget.querySelectorAll("tbody th")].map((one) => one.textContent)),
    );
    expect(series).toEqual([
      ["staging"],
      ["prod", "prod-eu"],
      ["prod"],
      ["prod", "prod-eu", "staging"],
    ]);
    const offered = await report.page.$$eval("[data-variable=offered] input", (all) =>
      all.map((input) => (input as HTMLInputElement).value),
    );
    expect(offered).toEqual(["*", "elsewhere", "prod"]);
  });

  it("name in their place what is not drawn", async () => {
    await report.go("#run=0&tab=unknown");
    const texts = await report.page.$$eval("[data-widget]", (all) =>
      all.map((one) => one.textContent),
    );
    expect(texts).toEqual([
      expect.stringContaining("Not drawn: events."),
      expect.stringContaining("A log_query is not supported by the lab."),
      expect.stringContaining('the scale "sinus"'),
      expect.stringContaining('the marker "x = 1"'),
      expect.stringContaining('Widgets of type "heatmap" are not drawn.'),
      expect.stringContaining("The objective abc is not among"),
    ]);
    expect(await report.page.textContent("#main")).toContain(
      "Not drawn: template_variable_presets.",
    );
  });

  it("evaluate an objective over what is shown", async () => {
    await report.go("#run=0&tab=objectives");
    const texts = await report.page.$$eval("[data-widget]", (all) =>
      all.map((one) => one.textContent),
    );
    // Of three hours: 100 + (0 … 6) a minute in prod, 1 + (0 … 6) in staging.
    const cycle = (minutes: number) => Array.from({ length: minutes }, (_, minute) => minute % 7);
    const extra = cycle(180).reduce((sum, one) => sum + one, 0);
    const share = (100 * (18_000 + extra)) / (18_180 + 2 * extra);
    expect(texts).toEqual([
      expect.stringContaining(`${(Math.floor(share * 100) / 100).toFixed(2)} % of 95 % ✓ met`),
      expect.stringContaining("prod answers"),
      expect.stringContaining("None of the stack matches"),
    ]);
    expect(texts[0]).toContain("Over the 3 h shown, of the objective’s 7d.");
  });

  it("keep zoom and filters in the address, and Back undoes a zoom", async () => {
    const { page } = report;
    const zoomed = `&from=${START}&to=${START + 3_600}`;
    await report.go("#run=0&tab=variables");
    await report.go(`#run=0&tab=variables${zoomed}&v.older=prod`);
    const shown = () => page.textContent("[data-variable=older] .select-value");
    expect(await shown()).toBe("prod");
    expect(await page.textContent(".range option:checked")).toBe("Zoomed: 12:00 – 13:00 UTC");
    await page.click("text=Reset");
    expect(await page.evaluate(() => location.hash)).toBe("#run=0&tab=variables");
    await page.goBack();
    await report.page.waitForFunction((part) => location.hash.includes(part), zoomed);
    expect(await shown()).toBe("prod");
  });

  it("complain of nothing", () => {
    expect(report.complaints).toEqual([]);
  });
});
