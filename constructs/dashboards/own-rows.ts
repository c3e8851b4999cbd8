import { Token } from "../cdktf";
import type { Problems } from "../../telemetry";
import { COLUMNS } from "../datadog/dashboard";
import type { DashboardKind } from "../signals/signal";

const DASHBOARDS = [
  "health",
  "cost",
  "quality",
  "promptVersions",
] as const satisfies DashboardKind[];

/** Reports what is wrong with rows by dashboard. */
export function checkRowsByDashboard(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  const shape = "rows by dashboard, such as { health: [{ title, widgets }] }";
  if (!problems.require(isObject(given), path, given, shape)) return;
  for (const [kind, rows] of Object.entries(given as object)) {
    const known = (DASHBOARDS as readonly string[]).includes(kind);
    problems.require(known, `${path}.${kind}`, rows, DASHBOARDS.join(", "));
    if (known) checkOwnRows(problems, `${path}.${kind}`, rows);
  }
}

/** Reports what Datadog would refuse, or draw as nothing, in rows that a team adds to a dashboard. */
export function checkOwnRows(problems: Problems, path: string, given: unknown): void {
  if (given === undefined) return;
  if (!problems.require(Array.isArray(given), path, given, "a list of rows")) return;
  (given as unknown[]).forEach((row, index) => checkRow(problems, `${path}[${index}]`, row));
}

function checkRow(problems: Problems, path: string, row: unknown): void {
  if (!problems.require(isObject(row), path, row, "a row: { title, widgets }")) return;
  const { title, decision, widgets } = row as Record<string, unknown>;
  problems.require(isFilled(title), `${path}.title`, title, "text");
  if (decision !== undefined) {
    problems.require(isFilled(decision), `${path}.decision`, decision, "text");
  }
  const filled = Array.isArray(widgets) && widgets.length > 0;
  if (!problems.require(filled, `${path}.widgets`, widgets, "a list of at least one widget"))
    return;
  (widgets as unknown[]).forEach((widget, index) =>
    checkWidget(problems, `${path}.widgets[${index}]`, widget),
  );
}

function checkWidget(problems: Problems, path: string, widget: unknown): void {
  const shape = "a widget: { definition, width }";
  if (!problems.require(isObject(widget), path, widget, shape)) return;
  const { definition, width, height } = widget as Record<string, unknown>;
  const columns = isWhole(width) && width <= COLUMNS;
  problems.require(columns, `${path}.width`, width, `whole columns, 1 to ${COLUMNS}`);
  if (height !== undefined) {
    problems.require(isWhole(height), `${path}.height`, height, "a whole number from 1");
  }
  checkDefinition(problems, `${path}.definition`, definition);
}

function checkDefinition(problems: Problems, path: string, definition: unknown): void {
  const shape = 'a widget\'s JSON, such as { type: "timeseries", … }';
  if (!problems.require(isObject(definition), path, definition, shape)) return;
  const { type } = definition as Record<string, unknown>;
  const known = isFilled(type) && type !== "group";
  problems.require(known, `${path}.type`, type, "a widget's type, and no group: a row is one");
  for (const [place, number] of numbersIn(definition, path)) {
    const plain = Number.isFinite(number) && !Token.isUnresolved(number);
    problems.require(plain, place, number, "a number; a reference is written as text");
  }
}

function numbersIn(value: unknown, path: string): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersIn(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && /\S/.test(value);
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
