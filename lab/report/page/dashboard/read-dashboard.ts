import { number, record, records, text, texts, type Json } from "../json";

export interface Variable {
  readonly name: string;
  /** Tag that it filters. */
  readonly prefix: string;
  readonly offered: readonly string[];
  readonly defaults: readonly string[];
}

export interface Placed {
  readonly definition: Json;
  readonly layout: Layout | undefined;
}

export interface Layout {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ReadDashboard {
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Variable[];
  readonly widgets: readonly Placed[];
}

export function readDashboard(body: unknown): ReadDashboard {
  const dashboard = record(body);
  return {
    title: text(dashboard["title"]),
    description: text(dashboard["description"]),
    variables: records(dashboard["template_variables"]).map((variable) => ({
      name: text(variable["name"]),
      prefix: text(variable["prefix"], text(variable["name"])),
      offered: texts(variable["available_values"]),
      defaults: texts(variable["defaults"]),
    })),
    widgets: readWidgets(dashboard["widgets"]),
  };
}

export function readWidgets(widgets: unknown): Placed[] {
  return records(widgets).map((widget) => {
    const layout = record(widget["layout"]);
    const placed = "width" in layout;
    return {
      definition: record(widget["definition"]),
      layout: placed
        ? {
            x: number(layout["x"], 0),
            y: number(layout["y"], 0),
            width: number(layout["width"], 4),
            height: number(layout["height"], 3),
          }
        : undefined,
    };
  });
}
