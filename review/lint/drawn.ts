import { record } from "../../lab/inputs/record";
import { dashboardOf, type Resource } from "../resources";
import type { DrawnLine, DrawnLines } from "./drawn-lines";

/** A timeseries of a dashboard. */
export interface Drawn {
  /** The dashboard's title and its own. */
  readonly name: string;
  readonly lines: readonly DrawnLine[];
  /** Every number that its markers name. */
  readonly levels: readonly number[];
}

/**
 * The timeseries of a stack's dashboards, in either form that Terraform has.
 *
 * @param read reads their lines, which may be those of other stacks
 */
export function drawnIn(resources: readonly Resource[], read: DrawnLines): Drawn[] {
  return resources.flatMap(({ type, name, attributes }) => {
    const isJson = type === "datadog_dashboard_json";
    if (!isJson && type !== "datadog_dashboard") return [];
    const body = isJson ? (dashboardOf(attributes) ?? {}) : attributes;
    const title = typeof body["title"] === "string" ? body["title"] : name;
    return widgetsOf(body).map((widget) => drawn(title, widget, read));
  });
}

type Json = Readonly<Record<string, unknown>>;

/** Every timeseries, however deep; Terraform's own form has a block for each kind of widget. */
function widgetsOf(holder: Json): Json[] {
  return [...listOf(holder["widgets"]), ...listOf(holder["widget"])].flatMap((widget) => {
    const { definition, timeseries_definition: own, group_definition: group } = widget;
    const kind = record(definition)["type"];
    if (kind === "timeseries") return [record(definition)];
    if (own !== undefined) return listOf(own);
    return widgetsOf(record(definition ?? group));
  });
}

function drawn(dashboard: string, widget: Json, read: DrawnLines): Drawn {
  const { title, requests, request, markers, marker } = widget;
  const levels = [...listOf(markers), ...listOf(marker)].flatMap(({ value }) =>
    Array.from(String(value).matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi), Number),
  );
  const lines = [...listOf(requests), ...listOf(request)].flatMap((one) => linesOf(one, read));
  const own = typeof title === "string" ? ` › ${JSON.stringify(title)}` : "";
  return { name: `${JSON.stringify(dashboard)}${own}`, lines, levels };
}

function linesOf({ q, queries, formulas, query, formula }: Json, read: DrawnLines): DrawnLine[] {
  if (typeof q === "string") return [read.line(q, new Map())];
  const blocks = [...listOf(queries), ...listOf(query).map((one) => record(one["metric_query"]))];
  const named = new Map(blocks.map((one) => [String(one["name"]), String(one["query"])]));
  const written = [
    ...listOf(formulas).map((one) => one["formula"]),
    ...listOf(formula).map((one) => one["formula_expression"]),
  ].map(String);
  return (written.length > 0 ? written : [...named.keys()]).map((one) => read.line(one, named));
}

/** A list of blocks, or the one that stands for a list of one. */
function listOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.map(record);
  return typeof value === "object" && value !== null ? [value as Json] : [];
}
