import { referencedMonitor, type MonitorDefinition, type Thresholds } from "../monitors/definition";
import {
  mentionsIn,
  parseComposite,
  parseMonitorQuery,
  QueryError,
  withMembers,
  type CompositeFormula,
  type MonitorQuery,
} from "../query";

const NUMBER = /^[\d.]+(?:e[+-]?\d+)?/i;

/** What pages, what it measures, and what guards it. */
export interface AlertParts {
  readonly alert: MonitorDefinition;
  /** The alert itself, or the first member of a composite. */
  readonly measure: MonitorDefinition;
  readonly guards: readonly MonitorDefinition[];
  /** Of the alert, where it is a composite. */
  readonly formula: CompositeFormula | undefined;
  /** Of the measure. */
  readonly threshold: number;
  /** Where of it the trouble is. */
  readonly side: "above" | "below";
}

/** Undefined where the measure cannot be read, or where its threshold cannot be multiplied. */
export function partsOf(
  alert: MonitorDefinition,
  all: readonly MonitorDefinition[],
): AlertParts | undefined {
  const formula = alert.type === "composite" ? read(alert, parseComposite) : undefined;
  const members = formula && mentionsIn(formula).map(({ id }) => referencedMonitor(id));
  const [measure, ...guards] = members
    ? members.flatMap((id) => all.find((one) => one.id === id) ?? [])
    : [alert];
  const query = measure && readQuery(measure);
  if (!query || query.threshold === 0) return undefined;
  const { threshold, comparator } = query;
  const side = comparator.startsWith("<") ? "below" : "above";
  return { alert, measure, guards, formula, threshold, side };
}

/**
 * The alert with other thresholds, as if it was declared with them: all thresholds of its measure move,
 * and with them the failures that its guard takes for usual. Beyond that, guards stay as they are.
 *
 * @param suffix Tells those that are made from those that they are made of.
 * @returns Those that differ; the one that pages comes last.
 */
export function scaledAlert(
  { alert, measure, guards, formula, threshold }: AlertParts,
  factor: number,
  suffix: string,
): MonitorDefinition[] {
  const made = new Map<string, MonitorDefinition>();
  const add = (part: MonitorDefinition, change: Partial<MonitorDefinition>): void => {
    const id = `${part.id}--${suffix}`.replace(/[^\w-]/g, "_");
    made.set(part.id, { ...part, ...change, id, message: "" });
  };
  const { thresholdAt } = parseMonitorQuery(measure.query);
  add(measure, {
    query: replaced(measure.query, thresholdAt, scaled(threshold, factor)),
    thresholds: Object.fromEntries(
      Object.entries(measure.thresholds).map(([level, value]) => [
        level,
        scaled(value as number, factor),
      ]),
    ),
  });
  for (const guard of guards) {
    const usual = usualShareIn(guard, measure.thresholds);
    if (!usual) continue;
    const query = replaced(guard.query, usual.place, scaled(usual.share, factor));
    add(guard, { query });
  }
  if (formula) {
    const madeOf = (id: string): string => made.get(referencedMonitor(id))?.id ?? id;
    add(alert, { query: withMembers(alert.query, formula, madeOf) });
  }
  return [...made.values()];
}

export function scaled(value: number, factor: number): number {
  return Number((value * factor).toPrecision(6));
}

interface Place {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

function replaced(query: string, { from, to }: Place, value: number): string {
  return query.slice(0, from) + String(value) + query.slice(to);
}

/**
 * Our guards of a rate count the failures beyond half of the percentage that warns, or that pages where
 * none warns: `failures - 0.01 * events >= 7`. Other terms are not taken for it.
 */
function usualShareIn(
  guard: MonitorDefinition,
  { critical = 0, warning = critical }: Thresholds,
): { readonly share: number; readonly place: Place } | undefined {
  const expression = readQuery(guard)?.expression;
  if (expression?.kind !== "arithmetic" || expression.operator !== "-") return undefined;
  const { right } = expression;
  if (right.kind !== "arithmetic" || right.operator !== "*") return undefined;
  const { left: factor } = right;
  if (factor.kind !== "number" || scaled(factor.value, 200) !== scaled(warning, 1))
    return undefined;
  const [text = ""] = NUMBER.exec(guard.query.slice(factor.at)) ?? [];
  return { share: factor.value, place: { from: factor.at, to: factor.at + text.length } };
}

function readQuery(monitor: MonitorDefinition): MonitorQuery | undefined {
  return read(monitor, parseMonitorQuery);
}

function read<T>({ query }: MonitorDefinition, parse: (query: string) => T): T | undefined {
  try {
    return parse(query);
  } catch (error) {
    // A run lists what cannot be evaluated.
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}
