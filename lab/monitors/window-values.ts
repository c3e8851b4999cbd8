import {
  evenIntervals,
  Intervals,
  reduce,
  reduceEvery,
  type EvaluationContext,
  type Plan,
  type ScalarAggregator,
} from "../metrics";
import { change } from "./rules/change";

/** How the values of a window become one. */
export interface WindowProps {
  readonly plan: Plan;
  readonly windowSeconds: number;
  readonly aggregator: ScalarAggregator;
  readonly change:
    { readonly kind: "change" | "pct_change"; readonly shiftSeconds: number } | undefined;
}

/** Evaluates a group over windows that were laid out once for all groups. */
export type WindowValues = (key: string, context: EvaluationContext) => Float64Array;

/** The whole window as one stretch: totals before arithmetic, or one merged sketch. */
export function wholeWindows(props: WindowProps, windows: Intervals): WindowValues {
  return valuesOver(props, windows);
}

/** The same for windows in parts, of a total. */
export function addedWindows(props: WindowProps, parts: readonly Intervals[]): WindowValues {
  const each = parts.map((part) => valuesOver(props, part));
  return (key, context) => {
    const values = each.map((of) => of(key, context));
    const [first = new Float64Array(0)] = values;
    return first.map((_, index) =>
      values.reduce((sum, of) => sum + (Number.isNaN(of[index]) ? 0 : (of[index] ?? 0)), 0),
    );
  };
}

/**
 * Buckets within the window, each evaluated, then reduced. Windows overlap, so buckets are evaluated
 * once for all of them.
 *
 * @param spacing Seconds between the windows.
 */
export function bucketedWindows(
  props: WindowProps,
  windows: Intervals,
  bucket: number,
  spacing: number,
): WindowValues {
  const step = windows.length > 1 ? greatestCommonDivisor(spacing, bucket) : bucket;
  const { first } = windows;
  const count = Math.round((windows.last - bucket - first) / step) + 1;
  const values = valuesOver(props, evenIntervals(first, step, bucket, count));
  const starts = Int32Array.from(windows.from, (from) => Math.round((from - first) / step));
  const [stride, perWindow] = [bucket / step, Math.round(props.windowSeconds / bucket)];
  return (key, context) => {
    const all = values(key, context);
    const result = new Float64Array(starts.length);
    for (let index = 0; index < result.length; index += 1) {
      result[index] = reduceEvery(props.aggregator, all, starts[index] ?? 0, stride, perWindow);
    }
    return result;
  };
}

/**
 * Buckets of an explicit `.rollup()`, which lie on multiples of their size, not of the window. The
 * last one may be cut by the window's end.
 *
 * @see https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
 */
export function rolledUpWindows(
  props: WindowProps,
  windows: Intervals,
  rollup: number,
): WindowValues {
  const perWindow = Array.from(windows.to, (end, index) => {
    const first = Math.ceil((windows.from[index] ?? 0) / rollup) * rollup;
    const count = Math.max(0, Math.ceil((end - first) / rollup));
    const { from, to } = evenIntervals(first, rollup, rollup, count);
    const clipped = to.map((edge) => Math.min(edge, end));
    return valuesOver(props, new Intervals(from, clipped));
  });
  return (key, context) =>
    Float64Array.from(perWindow, (values) => reduce(props.aggregator, values(key, context)));
}

function valuesOver({ plan, change: changed }: WindowProps, intervals: Intervals): WindowValues {
  if (!changed) return (key, context) => plan.evaluate(key, intervals, context);
  const { kind, shiftSeconds } = changed;
  const shifted = intervals.map((time) => time - shiftSeconds);
  return (key, context) => {
    const now = plan.evaluate(key, intervals, context);
    const before = plan.evaluate(key, shifted, context);
    return now.map((value, index) => change(kind, value, before[index] ?? NaN));
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
