import type { WidgetDefinition } from "./definition";
import { seriesRequest, type Series } from "./series-request";

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
    requests: [{ ...seriesRequest([series], "scalar"), conditional_formats: formats }],
  };
}

/** The highest groups. */
export function toplist(title: string, series: Series): WidgetDefinition {
  return {
    type: "toplist",
    title,
    requests: [{ ...seriesRequest([series], "scalar"), sort: topTen() }],
  };
}

/** Nested rectangles by group. */
export function treemap(title: string, series: Series): WidgetDefinition {
  return { type: "treemap", title, requests: [seriesRequest([series], "scalar")] };
}

/** A column of a table, with its colour rules. */
export interface Column extends Series {
  readonly alias: string;
  readonly formats?: readonly ConditionalFormat[];
}

/** A table with a row per group. All columns must group by the same tags. */
export function queryTable(title: string, columns: readonly Column[]): WidgetDefinition {
  const { formulas, ...rest } = seriesRequest(columns, "scalar");
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
