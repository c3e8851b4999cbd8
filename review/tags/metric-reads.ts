import {
  parseExpression,
  parseMonitorQuery,
  metricQueries,
  QueryError,
  splitQueries,
  type Expression,
  type MetricQuery,
} from "../../lab/query";
import { record } from "../../lab/inputs/record";
import type { Attributes } from "../attributes";
import { readableQuery } from "../lint/interpolations";
import { dashboardOf, isMonitor, type Resource } from "../resources";

/** The queries of metrics in one place that people look at. */
export interface MetricReads {
  /** A widget's title; absent for a monitor, and for a widget that has none. */
  readonly widget?: string;
  readonly queries: readonly MetricQuery[];
}

/** What a monitor or a dashboard reads. Queries of other products, and what cannot be read, give nothing. */
export function metricReads(resource: Resource): MetricReads[] {
  const { type, attributes } = resource;
  if (isMonitor(resource)) return [{ queries: monitorQueries(attributes) }];
  if (type === "datadog_dashboard_json") return widgetReads(dashboardOf(attributes));
  return type === "datadog_dashboard" ? widgetReads(attributes) : [];
}

function monitorQueries({ query }: Attributes): MetricQuery[] {
  return attempted(() => metricQueries(parseMonitorQuery(readableQuery(String(query))).expression));
}

/** Every widget that holds a query, in either form that Terraform has. */
function widgetReads(node: unknown): MetricReads[] {
  const inner = Object.entries(record(node)).flatMap(([key, value]): MetricReads[] => {
    if (key !== "definition" && !key.endsWith("_definition")) return widgetReads(value);
    return (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap(widgetRead);
  });
  return inner.filter(({ queries }) => queries.length > 0);
}

/** One widget; a group holds others, which are apart. */
function widgetRead(definition: unknown): MetricReads[] {
  const { title, widgets, widget, ...own } = record(definition);
  const queries = textsOf(own).flatMap(dashboardQueries);
  const named = typeof title === "string" ? { widget: title } : {};
  return [{ ...named, queries }, ...widgetReads({ widgets, widget })];
}

function textsOf(node: unknown): string[] {
  return Object.entries(record(node)).flatMap(([key, value]) =>
    (key === "q" || key === "query") && typeof value === "string" ? [value] : textsOf(value),
  );
}

/** An older widget may hold several in one text. */
function dashboardQueries(text: string): MetricQuery[] {
  const read = (one: string): Expression => parseExpression(readableQuery(one));
  return attempted(() =>
    splitQueries(readableQuery(text)).flatMap((one) => metricQueries(read(one))),
  );
}

function attempted(read: () => MetricQuery[]): MetricQuery[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof QueryError) return [];
    throw error;
  }
}
