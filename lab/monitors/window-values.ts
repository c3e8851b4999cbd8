import {
  ALL_KNOWN,
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
  /** Seconds by which a later point may fill a gap. */
  readonly fillLimit: number;
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
    const filling = fillings(props, bucket, (ahead) =>
      values(key, { ...context, known: { ahead, until: Infinity } }),
    );
    const result = new Float64Array(starts.length);
    const [all] = filling;
    if (all && filling.length === 1) {
      for (let index = 0; index < result.length; index += 1) {
        result[index] = reduceEvery(props.aggregator, all, starts[index] ?? 0, stride, perWindow);
      }
      return result;
    }
    return result.map((_, index) =>
      reduce(
        props.aggregator,
        Float64Array.from({ length: perWindow }, (_bucket, at) => {
          const toEnd = Math.min(perWindow - 1 - at, filling.length - 1);
          return filling[toEnd]?.[(starts[index] ?? 0) + at * stride] ?? NaN;
        }),
      ),
    );
  };
}

/**
 * The buckets' values as they are known one, two, … buckets later: a gap at a window's end has no later
 * point yet that could fill it. One of them, where that makes no difference.
 */
function fillings(
  { fillLimit }: WindowProps,
  bucket: number,
  valuesKnown: (ahead: number) => Float64Array,
): Float64Array[] {
  const last = valuesKnown(Infinity);
  const later = Math.floor(fillLimit / bucket);
  if (later === 0) return [last];
  const first = valuesKnown(0);
  if (first.every((value, index) => Object.is(value, last[index]))) return [last];
  const between = Array.from({ length: later - 1 }, (_, index) =>
    valuesKnown((index + 1) * bucket),
  );
  return [first, ...between, last];
}

/** How a `.rollup()` is read. */
interface RollupProps {
  /** Seconds. */
  readonly rollup: number;
  /** Seconds by which a window ends before now. */
  readonly delay: number;
  /** Whether a bucket that ends after now is left out. */
  readonly skipsIncomplete: boolean;
}

/**
 * Buckets of an explicit `.rollup()`, which lie on multiples of their size, not of the window. The
 * last one is read up to now: a delay of a bucket's length makes it whole.
 *
 * @see https://docs.datadoghq.com/dashboards/functions/rollup/#rollups-in-monitors
 */
export function rolledUpWindows(
  props: WindowProps,
  windows: Intervals,
  { rollup, delay, skipsIncomplete }: RollupProps,
): WindowValues {
  const perWindow = Array.from(windows.to, (end, index) => {
    const first = Math.ceil((windows.from[index] ?? 0) / rollup) * rollup;
    const now = end + delay;
    const begun = Math.ceil((end - first) / rollup);
    const whole = Math.floor((now - first) / rollup);
    const count = Math.max(0, skipsIncomplete ? Math.min(begun, whole) : begun);
    const { from, to } = evenIntervals(first, rollup, rollup, count);
    const values = valuesOver(
      props,
      new Intervals(
        from,
        to.map((edge) => Math.min(edge, now)),
      ),
    );
    return { values, known: { ahead: Infinity, until: now } };
  });
  return (key, context) =>
    Float64Array.from(perWindow, ({ values, known }) =>
      reduce(props.aggregator, values(key, { ...context, known })),
    );
}

function valuesOver({ plan, change: changed }: WindowProps, intervals: Intervals): WindowValues {
  if (!changed) return (key, context) => plan.evaluate(key, intervals, context);
  const { kind, shiftSeconds } = changed;
  const shifted = intervals.map((time) => time - shiftSeconds);
  return (key, context) => {
    const now = plan.evaluate(key, intervals, context);
    const before = plan.evaluate(key, shifted, { ...context, known: ALL_KNOWN });
    return now.map((value, index) => change(kind, value, before[index] ?? NaN));
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
