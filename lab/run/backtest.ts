import { referencedMonitor, type MonitorDefinition } from "../monitors/definition";
import type { MonitorEvaluator } from "../monitors";
import type { GroupTags, Point } from "../metrics";
import {
  mentionsIn,
  parseComposite,
  parseMonitorQuery,
  QueryError,
  withMembers,
  type CompositeFormula,
  type MonitorQuery,
} from "../query";
import { alertsOf, type Alert } from "./alerts";
import { evaluateOver } from "./evaluate-over";
import { isFiring } from "./outcome";

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
  /** For how many minutes it fires, over all groups. */
  readonly minutes: number;
  /** Each time that it fires, in the order of time. */
  readonly firings: readonly FiringPeriod[];
}

/** Minutes count from the first point. */
export interface FiringPeriod {
  readonly group: GroupTags;
  readonly from: number;
  /** `null` where it lasts beyond the end. */
  readonly to: number | null;
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
  points: Iterable<Required<Point>>,
): BacktestRow[] {
  const plan = new BacktestPlan(monitors);
  const { evaluators, onset, to } = evaluateOver(points, { monitors: [plan.monitors] });
  return evaluators.flatMap((evaluator) => plan.rows(evaluator, onset, to));
}

/** An alert with one of its thresholds. */
interface Variant {
  readonly alert: Alert;
  readonly threshold: number;
  readonly isOwn: boolean;
  /** Beside the alert's own monitors, where the threshold is not theirs; the one that pages comes last. */
  readonly monitors: readonly MonitorDefinition[];
}

/** All thresholds at once: they measure the same, so what is measured is read once. */
export class BacktestPlan {
  private readonly variants: readonly Variant[];

  constructor(private readonly own: readonly MonitorDefinition[]) {
    this.variants = alertsOf(own).flatMap((alert) => variantsOf(alert, own));
  }

  /** Those that were given, and beside them those with other thresholds, which tell nobody. */
  get monitors(): MonitorDefinition[] {
    return [...this.own, ...this.variants.flatMap(({ monitors }) => monitors)];
  }

  /** Whether it was made here. */
  isMade(id: string): boolean {
    return this.variants.some(({ monitors }) => monitors.some((one) => one.id === id));
  }

  rows(evaluator: MonitorEvaluator, onset: number, to: number): BacktestRow[] {
    const verdicts = evaluator.verdicts();
    return this.variants.map(({ alert, threshold, isOwn, monitors }) => {
      const id = monitors.at(-1)?.id ?? alert.monitor.id;
      const firings = verdicts
        .filter((verdict) => verdict.monitor === id && isFiring(verdict))
        .flatMap(({ group, from, to: ends }): FiringPeriod[] => {
          if (from === undefined) return [];
          const minute = (time: number): number => Math.round((time - onset) / 60);
          return [{ group, from: minute(from), to: ends === undefined ? null : minute(ends) }];
        })
        .sort((a, b) => a.from - b.from);
      const end = Math.round((to - onset) / 60);
      const minutes = firings.reduce((sum, one) => sum + (one.to ?? end) - one.from, 0);
      const { signal, key } = alert;
      return { signal, key, threshold, isOwn, pages: firings.length, minutes, firings };
    });
  }
}

/** The monitor that measures for an alert: the alert's own, or the first member of a composite. */
interface Measure {
  readonly monitor: MonitorDefinition;
  readonly query: MonitorQuery;
  /** Of the alert, where it is a composite. */
  readonly formula?: CompositeFormula;
}

function variantsOf(alert: Alert, all: readonly MonitorDefinition[]): Variant[] {
  const measure = measureOf(alert.monitor, all);
  if (!measure || measure.query.threshold === 0) return [];
  return FACTORS.map((factor, index) => {
    const isOwn = factor === 1;
    const monitors = isOwn ? [] : scaledMonitors(alert.monitor, measure, factor, index);
    return { alert, threshold: scaled(measure.query.threshold, factor), isOwn, monitors };
  });
}

function measureOf(
  monitor: MonitorDefinition,
  all: readonly MonitorDefinition[],
): Measure | undefined {
  try {
    if (monitor.type !== "composite") return { monitor, query: parseMonitorQuery(monitor.query) };
    const formula = parseComposite(monitor.query);
    const [first] = mentionsIn(formula).map(({ id }) => referencedMonitor(id));
    const member = all.find(({ id }) => id === first);
    return member && { monitor: member, query: parseMonitorQuery(member.query), formula };
  } catch (error) {
    // A run lists what cannot be evaluated.
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** The measure, and the composite that reads it. */
function scaledMonitors(
  alert: MonitorDefinition,
  { monitor: measure, query, formula }: Measure,
  factor: number,
  index: number,
): MonitorDefinition[] {
  const name = (id: string): string => `${id}--${alert.id.replace(/[^\w-]/g, "_")}-${index}`;
  const { from, to } = query.thresholdAt;
  const scaledMeasure = {
    ...measure,
    id: name(measure.id).replace(/[^\w-]/g, "_"),
    message: "",
    query:
      measure.query.slice(0, from) +
      String(scaled(query.threshold, factor)) +
      measure.query.slice(to),
    thresholds: Object.fromEntries(
      Object.entries(measure.thresholds).map(([level, value]) => [
        level,
        scaled(value as number, factor),
      ]),
    ),
  };
  if (!formula) return [scaledMeasure];
  const composite = withMembers(alert.query, formula, (id) =>
    referencedMonitor(id) === measure.id ? scaledMeasure.id : id,
  );
  return [scaledMeasure, { ...alert, id: name(alert.id), message: "", query: composite }];
}

function scaled(value: number, factor: number): number {
  return Number((value * factor).toPrecision(6));
}
