import { number, record, records, text, texts, type Json } from "../json";
import { unreadOfDashboard } from "./unread-keys";

export interface Variable {
  readonly name: string;
  /** Tag that it filters; empty where each value is a whole tag. */
  readonly prefix: string;
  /** All that may be chosen; empty where that is whatever the run has. */
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
  /** Widgets stand anywhere, instead of in twelve columns. */
  readonly isFree: boolean;
  /** What of the dashboard itself is not done. */
  readonly unread: readonly string[];
}

export function readDashboard(body: unknown): ReadDashboard {
  const dashboard = record(body);
  return {
    title: text(dashboard["title"]),
    description: text(dashboard["description"]),
    variables: records(dashboard["template_variables"]).map(readVariable),
    widgets: readWidgets(dashboard["widgets"]),
    isFree: dashboard["layout_type"] === "free",
    unread: unreadOfDashboard(dashboard),
  };
}

function readVariable(variable: Json): Variable {
  const { prefix, defaults } = variable;
  // The older form has one default.
  const older = text(variable["default"]);
  return {
    name: text(variable["name"]),
    prefix: text(prefix),
    offered: texts(variable["available_values"]),
    defaults: Array.isArray(defaults) || older === "" ? texts(defaults) : [older],
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
            x: whole(layout["x"], 0),
            y: whole(layout["y"], 0),
            width: Math.max(1, whole(layout["width"], 4)),
            height: Math.max(1, whole(layout["height"], 3)),
          }
        : undefined,
    };
  });
}

/** Places come from strangers: a far one would make rows and columns without end. */
const FARTHEST = 2_000;

function whole(value: unknown, otherwise: number): number {
  return Math.min(FARTHEST, Math.max(0, Math.round(number(value, otherwise))));
}
