import type { Difference } from "../change";
import { canonical, isEqual } from "../equal";
import { dashboardOf, record, type Attributes } from "../resources";
import { shown } from "./attributes";

/** Every difference between two states of one dashboard: by widget, then what stands around them. */
export function dashboardChanges(before: Attributes, after: Attributes): Difference[] {
  const [was, is] = [dashboardOf(before), dashboardOf(after)];
  const around = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => key !== "widgets" && !isEqual(was[key], is[key]))
    .sort()
    .map((key): Difference => ({
      risk: "cosmetic",
      attribute: `dashboard.${key}`,
      text: `${key}: ${shown(is[key])} instead of ${shown(was[key])}`,
    }));
  const others = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => key !== "dashboard" && !isEqual(before[key], after[key]))
    .map((key): Difference => ({ risk: "cosmetic", attribute: key, text: `${key} differs` }));
  return [...widgetChanges(widgetsOf(was, ""), widgetsOf(is, "")), ...around, ...others];
}

interface Widget {
  /** The titles of its groups and its own: unique, by a number where titles repeat. */
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function widgetsOf(holder: Readonly<Record<string, unknown>>, within: string): Widget[] {
  const list = Array.isArray(holder["widgets"]) ? (holder["widgets"] as unknown[]) : [];
  const seen = new Map<string, number>();
  return list.flatMap((one) => {
    const { definition, ...rest } = record(one);
    const { widgets, ...own } = record(definition);
    const title = `${within}${JSON.stringify(own["title"] ?? own["type"] ?? "widget")}`;
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    const name = times === 1 ? title : `${title} (${times})`;
    const widget = { name, body: { ...rest, definition: own } };
    return [widget, ...widgetsOf({ widgets }, `${name} › `)];
  });
}

function widgetChanges(before: readonly Widget[], after: readonly Widget[]): Difference[] {
  const was = new Map(before.map(({ name, body }) => [name, body]));
  const is = new Map(after.map(({ name, body }) => [name, body]));
  const gone = before.filter(({ name }) => !is.has(name));
  const come = after.filter(({ name }) => !was.has(name));
  const changed = after.flatMap(({ name, body }) => {
    const old = was.get(name);
    return old === undefined || canonical(old) === canonical(body)
      ? []
      : widgetText(name, old, body);
  });
  return [
    ...gone.map(({ name }): Difference => widget(name, "no longer shows")),
    ...come.map(({ name }): Difference => widget(name, "also shows")),
    ...changed,
  ];
}

function widget(name: string, text: string): Difference {
  return { risk: "changed", attribute: `widget ${name}`, text: `${text} ${name}` };
}

function widgetText(
  name: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  const [was, is] = [record(before["definition"]), record(after["definition"])];
  const parts = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => !isEqual(was[key], is[key]))
    .sort();
  const measures = parts.some((key) => key === "requests" || key === "query" || key === "markers");
  const what = parts.length === 0 ? "layout" : parts.join(", ");
  return [
    {
      risk: measures ? "changed" : "cosmetic",
      attribute: `widget ${name}`,
      text: `${name}: other ${what}`,
    },
  ];
}
