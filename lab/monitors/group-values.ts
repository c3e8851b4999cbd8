import type { CompiledOperand, Intervals } from "../metrics";
import type { BatchLayout } from "./batch-layout";
import type { Interpretation } from "./interpretations";
import { isFullWindow } from "./rules/full-window";

/** What one group's windows hold in one batch: a value each, and how many points it comes from. */
export interface GroupValues {
  /** NaN where there is none. */
  readonly values: Float64Array;
  readonly points: Float64Array;
}

/**
 * Reads a group under a layout.
 *
 * @param operands Those that say whether data arrive now.
 */
export function groupValues(
  key: string,
  { interpretation, windows, fullWindows, gaugeTotals, values: of }: BatchLayout,
  operands: readonly CompiledOperand[],
): GroupValues {
  const values = of(key, {
    zeroForMissingCounts: interpretation.emptyCountBucket === "zero",
    countsPerSecond: interpretation.countsPerSecond,
    repeatsLastGauge: interpretation.repeatsLastGauge,
    ...(gaugeTotals === undefined ? {} : { gaugeTotals }),
  });
  fullWindows?.forEach((buckets, index) => {
    if (!isFullWindow(pointsIn(key, [buckets], operands))) values[index] = NaN;
  });
  return { values, points: pointsIn(key, windows, operands) };
}

/** Number of points per window, of which the parts are given. */
function pointsIn(
  key: string,
  parts: readonly Intervals[],
  operands: readonly CompiledOperand[],
): Float64Array {
  const points = new Float64Array(parts[0]?.length ?? 0);
  for (const { operand, query } of operands) {
    for (const part of parts) operand.addPoints(query.by.length > 0 ? key : "", part, points);
  }
  return points;
}

/** Windows that the recording covers in part, as if they could not be evaluated. */
export function withoutPartial(
  read: GroupValues,
  { interpretation, partial, within }: BatchLayout,
): GroupValues {
  const skipped = interpretation.partialWindow === "skipped" ? partial : 0;
  const { values, points } = read;
  if (skipped === 0 && within === values.length) return read;
  return {
    values: values.map((value, index) => (index < skipped || index >= within ? NaN : value)),
    // What is not known is not missing either.
    points: points.map((count, index) => (index >= within ? Math.max(1, count) : count)),
  };
}

/** True for an interpretation that has missing data where there is no value. */
export function takesNaNAsMissing({ zeroTotal, incompleteRollup }: Interpretation): boolean {
  return zeroTotal === "missing data" || incompleteRollup === "skipped";
}

/** A window without a value, read as one without data. */
export function missingWhereNaN({ values, points }: GroupValues): GroupValues {
  return {
    values,
    points: points.map((count, index) => (Number.isNaN(values[index]) ? 0 : count)),
  };
}

/** True where every window had points and a value. */
export function isComplete({ values, points }: GroupValues): boolean {
  for (let index = 0; index < values.length; index += 1) {
    if (points[index] === 0 || Number.isNaN(values[index])) return false;
  }
  return true;
}
