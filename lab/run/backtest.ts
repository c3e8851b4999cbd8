import type { MonitorDefinition, MonitorEvaluator } from "../monitors";
import type { GroupTags, Point } from "../metrics";
import { alertsOf, type Alert } from "./alerts";
import { evaluateOver } from "./evaluate-over";
import { isFiring } from "./outcome";
import { partsOf, scaled, scaledAlert } from "./scaled-alert";

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

/** Parts and multiples of an alert's own threshold: from strict to lenient. */
const FACTORS = [0.5, 0.75, 1, 1.5, 2, 3, 5];

/**
 * Evaluates the alerts over the same points with other thresholds, as if they were declared with them. All
 * thresholds of the monitor that measures move together, and the failures that the guard of a rate takes
 * for usual; other guards stay as they are.
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

function variantsOf(alert: Alert, all: readonly MonitorDefinition[]): Variant[] {
  const parts = partsOf(alert.monitor, all);
  if (!parts) return [];
  return FACTORS.map((leniency, index) => {
    const isOwn = leniency === 1;
    // A floor of a score is stricter the higher it is.
    const factor = parts.side === "below" ? 1 / leniency : leniency;
    const suffix = `${alert.monitor.id}-${index}`;
    const monitors = isOwn ? [] : scaledAlert(parts, factor, suffix);
    return { alert, threshold: scaled(parts.threshold, factor), isOwn, monitors };
  });
}
