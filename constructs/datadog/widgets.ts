import { toFormula, type Expression, type MetricQuery } from "./expression";
import { renderQuery } from "./expression";

/** A widget's definition as Datadog's dashboard API takes it. */
export interface WidgetDefinition {
  /** Datadog's name of the widget, such as `timeseries`. */
  readonly type: string;
  readonly [property: string]: unknown;
}

/** One line, bar or column: an expression, and what people call it. */
export interface Series {
  readonly expression: Expression;
  readonly alias?: string;
  readonly unit?: DisplayUnit;
}

export type DisplayUnit = "percent" | "millisecond" | "dollar";

/** A horizontal line on a graph. */
export interface Marker {
  readonly value: number;
  readonly severity: "error" | "warning";
  readonly label: string;
}

interface Request {
  readonly response_format: "timeseries" | "scalar";
  readonly queries: readonly object[];
  readonly formulas: readonly object[];
}

/**
 * How a scalar is reduced over the dashboard's time range. Counts add up, and the percentiles of a
 * distribution merge: an average of the points' percentiles would be none.
 */
function request(series: readonly Series[], format: Request["response_format"]): Request {
  const queries: object[] = [];
  const formulas = series.map(({ expression, alias, unit = unitOf(expression) }) => {
    const formula = toFormula(expression, queries.length);
    for (const { name, query } of formula.queries) {
      const aggregator = scalarAggregator(query);
      queries.push({
        name,
        data_source: "metrics",
        query: renderQuery(query),
        ...(format === "scalar" ? { aggregator } : {}),
      });
    }
    return {
      formula: formula.formula,
      ...(alias === undefined ? {} : { alias }),
      ...(unit === undefined ? {} : { number_format: numberFormat(unit) }),
    };
  });
  return { response_format: format, queries, formulas };
}

function scalarAggregator({ asCount, aggregator }: MetricQuery): "sum" | "avg" | "percentile" {
  if (asCount) return "sum";
  return aggregator.startsWith("p") ? "percentile" : "avg";
}

/** A percentage has no unit that Datadog could know: its metrics' units cancel out. */
function unitOf(expression: Expression): DisplayUnit | undefined {
  return expression.kind === "ratio" && expression.percent ? "percent" : undefined;
}

function numberFormat(unit: DisplayUnit): object {
  return { unit: { type: "canonical_unit", unit_name: unit } };
}

/** Lines or bars over time. */
export function timeseries(
  title: string,
  series: readonly Series[],
  options: {
    readonly display?: "line" | "bars" | "area";
    readonly markers?: readonly Marker[];
    /** Drawn behind the lines, to mark when something began. */
    readonly overlay?: readonly Series[];
    /** A search for events, each of which is drawn behind the lines. */
    readonly events?: string;
  } = {},
): WidgetDefinition {
  const { display = "line", markers = [], overlay = [], events } = options;
  const drawn = {
    ...request(series, "timeseries"),
    display_type: display,
    style: { palette: "dog_classic", line_type: "solid", line_width: "normal" },
  };
  const behind = overlay.map((mark) => ({
    ...request([mark], "timeseries"),
    display_type: "overlay",
    style: { palette: "purple", line_type: "dashed", line_width: "thin" },
  }));
  return {
    type: "timeseries",
    title,
    show_legend: true,
    legend_layout: "auto",
    legend_columns: ["avg", "max", "value"],
    requests: [drawn, ...behind, ...(events === undefined ? [] : [eventOverlay(events)])],
    yaxis: { include_zero: true, scale: "linear", min: "auto", max: "auto" },
    ...(markers.length > 0 ? { markers: markers.map(renderMarker) } : {}),
  };
}

/**
 * What Datadog stores where people choose an overlay of events; the key `events` of a widget is deprecated,
 * and no longer drawn.
 *
 * @see https://github.com/DataDog/terraform-provider-datadog/issues/1980
 */
function eventOverlay(search: string): object {
  const name = "query1";
  const query = { name, data_source: "events", indexes: ["*"], search: { query: search } };
  return {
    response_format: "timeseries",
    queries: [{ ...query, compute: { aggregation: "count" }, group_by: [] }],
    formulas: [{ formula: name }],
    display_type: "overlay",
    style: { palette: "purple", line_type: "solid", line_width: "normal" },
  };
}

function renderMarker({ value, severity, label }: Marker): object {
  return { value: `y = ${value}`, display_type: `${severity} dashed`, label };
}

/** A colour rule of a number or of a table's cell. */
export interface ConditionalFormat {
  readonly comparator: ">" | ">=" | "<" | "<=";
  readonly value: number;
  readonly palette: "white_on_red" | "white_on_yellow" | "white_on_green";
}

/** One number. */
export function queryValue(
  title: string,
  series: Series,
  formats: readonly ConditionalFormat[] = [],
): WidgetDefinition {
  return {
    type: "query_value",
    title,
    autoscale: true,
    precision: 2,
    requests: [{ ...request([series], "scalar"), conditional_formats: formats }],
  };
}

/** The highest groups. */
export function toplist(title: string, series: Series): WidgetDefinition {
  return {
    type: "toplist",
    title,
    requests: [{ ...request([series], "scalar"), sort: topTen() }],
  };
}

/** Nested rectangles by group. */
export function treemap(title: string, series: Series): WidgetDefinition {
  return { type: "treemap", title, requests: [request([series], "scalar")] };
}

/** A column of a table, with its colour rules. */
export interface Column extends Series {
  readonly alias: string;
  readonly formats?: readonly ConditionalFormat[];
}

/** A table with a row per group. All columns must group by the same tags. */
export function queryTable(title: string, columns: readonly Column[]): WidgetDefinition {
  const { formulas, ...rest } = request(columns, "scalar");
  const formatted = formulas.map((formula, index) => ({
    ...formula,
    cell_display_mode: "number",
    conditional_formats: columns[index]?.formats ?? [],
  }));
  return {
    type: "query_table",
    title,
    has_search_bar: "auto",
    requests: [{ ...rest, formulas: formatted, sort: topTen() }],
  };
}

function topTen(): object {
  return { count: 10, order_by: [{ type: "formula", index: 0, order: "desc" }] };
}

/** State of the monitors that a search finds. */
export function monitorStatus(title: string, query: string): WidgetDefinition {
  return {
    type: "manage_status",
    title,
    summary_type: "monitors",
    display_format: "countsAndList",
    color_preference: "text",
    hide_zero_counts: true,
    show_last_triggered: true,
    show_priority: true,
    query,
    sort: "status,asc",
  };
}

/**
 * Status and remaining budget of an objective.
 *
 * @see https://docs.datadoghq.com/dashboards/widgets/slo/
 */
export function sloSummary(title: string, objectiveId: string): WidgetDefinition {
  return {
    type: "slo",
    title,
    view_type: "detail",
    slo_id: objectiveId,
    time_windows: ["7d", "30d"],
    show_error_budget: true,
    view_mode: "overall",
    global_time_target: "0",
  };
}

/** Newest spans that a search finds. */
export function spanList(
  title: string,
  query: string,
  columns: readonly string[],
): WidgetDefinition {
  return {
    type: "list_stream",
    title,
    requests: [
      {
        response_format: "event_list",
        query: { data_source: "trace_stream", query_string: query, indexes: [] },
        columns: columns.map((field) => ({ field, width: "auto" })),
      },
    ],
  };
}

/** Text beside the graphs. */
export function note(content: string): WidgetDefinition {
  return {
    type: "note",
    content,
    background_color: "white",
    font_size: "14",
    text_align: "left",
    vertical_align: "top",
    show_tick: false,
    tick_pos: "50%",
    tick_edge: "left",
    has_padding: true,
  };
}
