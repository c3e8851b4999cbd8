import type { MonitorDefinition } from "../monitors";
import type { Point } from "../metrics";
import { parseMonitorQuery, QueryError } from "../query";
import { alertsOf, type Alert } from "./alerts";
import type { Run } from "./play";
import { replay } from "./replay";

/** How often an alert would have paged with another threshold. */
export interface BacktestRow {
  readonly signal: string;
  readonly key: string;
  /** In the unit of the query. */
  readonly threshold: number;
  /** Whether this is the threshold that the monitor has. */
  readonly isOwn: boolean;
  /** How often it fires, over all groups. */
  readonly pages: number;
}

/** Parts and multiples of an alert's own threshold. */
const FACTORS = [0.5, 0.75, 1, 1.5, 2, 3, 5];

/**
 * Evaluates the alerts over the same points with other thresholds. All thresholds of the monitor that
 * measures move together; guards stay as they are.
 *
 * @example
 * backtest(monitors, points).filter(({ pages }) => pages === 0); // where each alert is quiet
 */
export function backtest(
  monitors: readonly MonitorDefinition[],
  points: readonly Required<Point>[],
): BacktestRow[] {
  const alerts = alertsOf(monitors).flatMap((alert): Measured[] => {
    const measure = measureOf(alert.monitor, monitors);
    const threshold = measure && thresholdOf(measure);
    return measure && threshold !== undefined && threshold !== 0
      ? [{ alert, measure, threshold }]
      : [];
  });
  // A member of a composite may be an alert by itself, which must not move a guard.
  const [composites, plain] = [true, false].map((isComposite) =>
    alerts.filter(({ alert }) => (alert.monitor.type === "composite") === isComposite),
  );
  return [composites, plain].flatMap((some = []) => rowsOf(some, monitors, points));
}

interface Measured {
  readonly alert: Alert;
  readonly measure: MonitorDefinition;
  readonly threshold: number;
}

function rowsOf(
  alerts: readonly Measured[],
  monitors: readonly MonitorDefinition[],
  points: readonly Required<Point>[],
): BacktestRow[] {
  if (alerts.length === 0) return [];
  const measures = new Set(alerts.map(({ measure }) => measure.id));
  const runs = FACTORS.map((factor) => {
    const scaled = monitors.map((one) => (measures.has(one.id) ? scaledMonitor(one, factor) : one));
    return { factor, run: replay(scaled, points) };
  });
  return alerts.flatMap(({ alert: { signal, key }, threshold }) =>
    runs.map(({ factor, run }) => ({
      signal,
      key,
      threshold: Number((threshold * factor).toPrecision(6)),
      isOwn: factor === 1,
      pages: pagesOf(run, signal, key),
    })),
  );
}

/** The monitor with all of its thresholds multiplied. */
function scaledMonitor(monitor: MonitorDefinition, factor: number): MonitorDefinition {
  if (factor === 1) return monitor;
  const scale = (value: number): number => Number((value * factor).toPrecision(6));
  const { thresholds, query } = monitor;
  return {
    ...monitor,
    query: query.replace(/-?[\d.]+(?:e[+-]?\d+)?\s*$/, (text) => String(scale(Number(text)))),
    thresholds: Object.fromEntries(
      Object.entries(thresholds).map(([name, value]) => [name, scale(value as number)]),
    ),
  };
}

/** The monitor itself, or the first member of a composite. */
function measureOf(
  monitor: MonitorDefinition,
  all: readonly MonitorDefinition[],
): MonitorDefinition | undefined {
  if (monitor.type !== "composite") return monitor;
  const at = ({ id }: MonitorDefinition): number => {
    const found = new RegExp(`(?<![\\w-])${id.replace(/\W/g, "\\$&")}(?![\\w-])`).exec(
      monitor.query,
    );
    return found?.index ?? Infinity;
  };
  const [first] = all.filter((one) => at(one) < Infinity).sort((a, b) => at(a) - at(b));
  return first;
}

function thresholdOf({ query }: MonitorDefinition): number | undefined {
  try {
    return parseMonitorQuery(query).threshold;
  } catch (error) {
    // A run lists what cannot be evaluated.
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function pagesOf({ alerts }: Run, signal: string, key: string): number {
  return alerts
    .filter((one) => one.signal === signal && one.key === key)
    .reduce((sum, { times }) => sum + times, 0);
}
