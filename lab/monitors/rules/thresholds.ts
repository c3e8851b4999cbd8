import type { Comparator } from "../../query";
import type { Thresholds } from "../definition";
import { Status } from "../status";

// A plain constant: an import is looked up on each use, and this is the innermost loop.
const { OK, Warn, Alert } = Status;

/**
 * The comparators of metric monitors: all of them.
 *
 * @see https://docs.datadoghq.com/monitors/types/metric/#set-alert-conditions
 */
export type ThresholdComparator = Comparator;

/** Rounding, as in 0.85 - 0.9, must not cross a threshold that the exact number does not cross. */
const ROUNDING = 1e-12;

export function breaches(
  value: number,
  comparator: ThresholdComparator,
  threshold: number,
): boolean {
  const margin = ROUNDING * Math.max(1, Math.abs(threshold));
  switch (comparator) {
    case ">":
      return value > threshold + margin;
    case ">=":
      return value >= threshold - margin;
    case "<":
      return value < threshold - margin;
    case "<=":
      return value <= threshold + margin;
    case "==":
      return Math.abs(value - threshold) <= margin;
    case "!=":
      return Math.abs(value - threshold) > margin;
  }
}

/** True where each value breaches the threshold, or, with `wanted` false, where none does; NaN never fits. */
export function allBreach(
  values: Float64Array,
  comparator: ThresholdComparator,
  threshold: number,
  wanted: boolean,
): boolean {
  for (const value of values) {
    if (Number.isNaN(value) || breaches(value, comparator, threshold) !== wanted) return false;
  }
  return true;
}

/**
 * Recovery takes the reverse comparison with the recovery threshold; without one, the status ends
 * as soon as its condition is false.
 *
 * @see https://docs.datadoghq.com/monitors/guide/recovery-thresholds/
 */
function recovers(
  value: number,
  comparator: ThresholdComparator,
  threshold: number,
  recovery: number | undefined,
): boolean {
  if (breaches(value, comparator, threshold)) return false;
  return recovery === undefined || !breaches(value, comparator, recovery);
}

/** Thresholds with the one that every monitor has. */
export type CriticalThresholds = Thresholds & { readonly critical: number };

/** The status that a value leads to. Alert is tested before Warn. */
export function nextStatus(
  current: Status,
  value: number,
  comparator: ThresholdComparator,
  { critical, warning, criticalRecovery, warningRecovery }: CriticalThresholds,
): Status {
  if (breaches(value, comparator, critical)) return Alert;
  if (current === Alert && !recovers(value, comparator, critical, criticalRecovery)) {
    return Alert;
  }
  if (warning === undefined) return OK;
  if (breaches(value, comparator, warning)) return Warn;
  const holds = current === Warn || current === Alert;
  return holds && !recovers(value, comparator, warning, warningRecovery) ? Warn : OK;
}
