import {
  check,
  checkObject,
  isList,
  isRecord,
  type Check,
  type Checks,
  type Problems,
} from "../../telemetry";
import { Token } from "../cdktf";
import { COLUMNS, type PlacedWidget, type Row } from "../datadog/dashboard";
import type { DashboardKind } from "../signals/signal";

const TEXT = check.value(isFilled, "text");

const WIDGET: Checks<PlacedWidget> = {
  definition: checkDefinition,
  width: check.value(
    (given) => isWhole(given) && given <= COLUMNS,
    `whole columns, 1 to ${COLUMNS}`,
  ),
  height: check.optional(check.value(isWhole, "a whole number from 1")),
};

const ROW: Checks<Row> = {
  title: TEXT,
  decision: check.optional(TEXT),
  widgets: (problems, path, given) => {
    const allowed = "a list of at least one widget";
    const isNotEmpty = !isList(given) || given.length > 0;
    if (!problems.require(isNotEmpty, path, given, allowed)) return;
    check.listOf(check.object(WIDGET, "a widget: { definition, width }"), allowed)(
      problems,
      path,
      given,
    );
  },
};

/** Reports what Datadog would refuse, or draw as nothing, in rows that a team adds to a dashboard. */
export const checkOwnRows: Check = check.optional(
  check.listOf(check.object(ROW, "a row: { title, widgets }"), "a list of rows"),
);

const BY_DASHBOARD: Checks<Readonly<Partial<Record<DashboardKind, readonly Row[]>>>> = {
  health: checkOwnRows,
  cost: checkOwnRows,
  quality: checkOwnRows,
  promptVersions: checkOwnRows,
};

/** Reports what is wrong with rows by dashboard. */
export const checkRowsByDashboard: Check = check.optional((problems, path, given) => {
  const shape = "rows by dashboard, such as { health: [{ title, widgets }] }";
  checkObject(problems, path, given, BY_DASHBOARD, shape);
});

function checkDefinition(problems: Problems, path: string, definition: unknown): void {
  const shape = 'a widget\'s JSON, such as { type: "timeseries", … }';
  const isJson = isRecord(definition) && canBeWritten(definition);
  if (!problems.require(isJson, path, definition, shape)) return;
  const { type } = definition as { readonly type?: unknown };
  const known = isFilled(type) && type !== "group";
  problems.require(known, `${path}.type`, type, "a widget's type, and no group: a row is one");
  for (const [place, leaf] of leavesIn(definition, path)) {
    if (typeof leaf === "number") {
      const plain = Number.isFinite(leaf) && !Token.isUnresolved(leaf);
      problems.require(plain, place, leaf, "a number; a reference is written as text");
    }
    const isNone = typeof leaf === "function" || typeof leaf === "symbol";
    problems.require(!isNone, place, leaf, "JSON, which has no such value");
  }
}

function canBeWritten(value: object): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

function leavesIn(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  if (Token.isUnresolved(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesIn(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && /\S/.test(value);
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
