import type { Point } from "../metrics";
import type { MonitorDefinition } from "../monitors";
import { BacktestPlan, type BacktestRow } from "./backtest";
import { evaluateOver, type OverProps } from "./evaluate-over";
import type { Run } from "./play";
import { runOver, type ReplayProps } from "./replay";

/** Monitors that are evaluated together, and how their run is called. */
export type ReplaySet = Pick<ReplayProps, "name" | "service" | "env" | "expects" | "dashboards"> & {
  readonly monitors: readonly MonitorDefinition[];
};

export interface ReplayAllProps extends Pick<OverProps, "until" | "lasting"> {
  /** Whether to keep what `writeReport` shows. */
  readonly recording: boolean;
  /** Whether to evaluate the alerts with other thresholds, too. */
  readonly thresholds: boolean;
}

export interface Replayed {
  readonly run: Run;
  /** Empty unless asked for. */
  readonly thresholds: readonly BacktestRow[];
}

/** `replay` and `backtest` of several lists of monitors, while the points are read once. */
export function replayAll(
  sets: readonly ReplaySet[],
  points: Iterable<Required<Point>>,
  { recording, thresholds, ...span }: ReplayAllProps,
): Replayed[] {
  const plans = sets.map(({ monitors }) => (thresholds ? new BacktestPlan(monitors) : undefined));
  const monitors = sets.map((set, index) => plans[index]?.monitors ?? set.monitors);
  const over = evaluateOver(points, { ...span, monitors, timelines: recording });
  return over.evaluators.map((evaluator, index): Replayed => {
    const { monitors: own = [], ...named } = sets[index] ?? {};
    const plan = plans[index];
    const run = runOver(over, evaluator, own, { ...named, recording });
    const rows = plan?.rows(evaluator, over.onset, over.to) ?? [];
    // What cannot be evaluated cannot be with another threshold.
    const unsupported = run.unsupported.filter(({ monitor }) => plan?.isMade(monitor) !== true);
    const refused = new Set(unsupported.map(({ monitor }) => monitor));
    const evaluated = run.alerts.filter(({ monitor }) => !refused.has(monitor));
    const isEvaluated = (row: BacktestRow): boolean =>
      evaluated.some(({ signal, key }) => signal === row.signal && key === row.key);
    const evaluatedRows = rows.filter(isEvaluated);
    const kept = run.recording && {
      ...run.recording,
      ...(plan ? { thresholds: evaluatedRows } : {}),
    };
    const known = { ...run, unsupported, ...(kept ? { recording: kept } : {}) };
    return { run: known, thresholds: evaluatedRows };
  });
}
