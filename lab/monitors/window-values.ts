import {
  evenIntervals,
  reduce,
  type EvaluationContext,
  type Intervals,
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

/** The whole window as one stretch: totals before arithmetic, or one merged sketch. */
export function wholeWindows(
  props: WindowProps,
  key: string,
  ends: Float64Array,
  context: EvaluationContext,
): Float64Array {
  const from = ends.map((end) => end - props.windowSeconds);
  return values(props, key, { from, to: ends }, context);
}

/**
 * Buckets within the window, each evaluated, then reduced. Windows overlap, so buckets are evaluated
 * once for all of them.
 *
 * @param spacing Seconds between the ends.
 */
export function bucketedWindows(
  props: WindowProps,
  key: string,
  ends: Float64Array,
  context: EvaluationContext,
  bucket: number,
  spacing: number,
): Float64Array {
  const step = ends.length > 1 ? greatestCommonDivisor(spacing, bucket) : bucket;
  const first = (ends[0] ?? 0) - props.windowSeconds;
  const last = (ends[ends.length - 1] ?? 0) - bucket;
  const count = Math.round((last - first) / step) + 1;
  const all = values(props, key, evenIntervals(first, step, bucket, count), context);
  const perWindow = new Float64Array(Math.round(props.windowSeconds / bucket));
  return ends.map((end) => {
    const start = Math.round((end - props.windowSeconds - first) / step);
    for (let index = 0; index < perWindow.length; index += 1) {
      perWindow[index] = all[start + (index * bucket) / step] ?? NaN;
    }
    return reduce(props.aggregator, perWindow);
  });
}

/**
 * Buckets of an explicit `.rollup()`, which lie on multiples of their size, not of the window. The
 * last one may be cut by the window's end.
 *
 * @see https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
 */
export function rolledUpWindows(
  props: WindowProps,
  key: string,
  ends: Float64Array,
  context: EvaluationContext,
  rollup: number,
): Float64Array {
  return ends.map((end) => {
    const first = Math.ceil((end - props.windowSeconds) / rollup) * rollup;
    const count = Math.max(0, Math.ceil((end - first) / rollup));
    const { from, to } = evenIntervals(first, rollup, rollup, count);
    const clipped = to.map((edge) => Math.min(edge, end));
    return reduce(props.aggregator, values(props, key, { from, to: clipped }, context));
  });
}

function values(
  { plan, change: changed }: WindowProps,
  key: string,
  intervals: Intervals,
  context: EvaluationContext,
): Float64Array {
  const now = plan.evaluate(key, intervals, context);
  if (!changed) return now;
  const { kind, shiftSeconds } = changed;
  const shifted: Intervals = {
    from: intervals.from.map((time) => time - shiftSeconds),
    to: intervals.to.map((time) => time - shiftSeconds),
  };
  const before = plan.evaluate(key, shifted, context);
  return now.map((value, index) => change(kind, value, before[index] ?? NaN));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
