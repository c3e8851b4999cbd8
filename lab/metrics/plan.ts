import type { ArithmeticOperator } from "../query";
import { Intervals } from "./intervals";
import { ALL_KNOWN } from "./fill";
import { reduce, reduceBuckets, type ScalarAggregator } from "./reduce";
import type { EvaluationContext, Operand } from "./operand";
import type { PointFunction } from "./functions";
import type { Shift } from "./shifts";

/** A compiled expression: one value per interval for a group. */
export interface Plan {
  evaluate(groupKey: string, intervals: Intervals, context: EvaluationContext): Float64Array;
}

/** An operand of arithmetic. */
export interface Side {
  readonly plan: Plan;
  /** Counts and rates are 0 beside a value of the other side; gauges are missing. */
  readonly zeroWhereMissing: () => boolean;
  readonly constant: boolean;
}

export function constantPlan(value: number): Plan {
  return { evaluate: (_key, { length }) => new Float64Array(length).fill(value) };
}

/** An ungrouped operand serves every group of the others. */
export function operandPlan(operand: Operand, grouped: boolean): Plan {
  return {
    evaluate: (key, intervals, context) => operand.evaluate(grouped ? key : "", intervals, context),
  };
}

/**
 * NaN stands for a missing value, and makes the whole NaN. So does a division by zero.
 *
 * @see https://docs.datadoghq.com/monitors/guide/monitor-arithmetic-and-sparse-metrics/
 * @see https://docs.datadoghq.com/dashboards/functions/interpolation/#default-zero on counts and rates
 */
export function arithmeticPlan(operator: ArithmeticOperator, left: Side, right: Side): Plan {
  return {
    evaluate(key, intervals, context) {
      const a = left.plan.evaluate(key, intervals, context);
      const b = right.plan.evaluate(key, intervals, context);
      if (!right.constant && left.zeroWhereMissing()) zeroBeside(a, b);
      if (!left.constant && right.zeroWhereMissing()) zeroBeside(b, a);
      OPERATIONS[operator](a, b);
      return a;
    },
  };
}

/** Each writes its result over `a`. One loop per operator: it is where an evaluation spends its time. */
const OPERATIONS: Record<ArithmeticOperator, (a: Float64Array, b: Float64Array) => void> = {
  "+"(a, b) {
    for (let index = 0; index < a.length; index += 1) a[index] = (a[index] ?? 0) + (b[index] ?? 0);
  },
  "-"(a, b) {
    for (let index = 0; index < a.length; index += 1) a[index] = (a[index] ?? 0) - (b[index] ?? 0);
  },
  "*"(a, b) {
    for (let index = 0; index < a.length; index += 1) a[index] = (a[index] ?? 0) * (b[index] ?? 0);
  },
  "/"(a, b) {
    for (let index = 0; index < a.length; index += 1) {
      const divisor = b[index] ?? 0;
      a[index] = divisor === 0 ? NaN : (a[index] ?? 0) / divisor;
    }
  },
};

function zeroBeside(values: Float64Array, others: Float64Array): void {
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isNaN(values[index]) && !Number.isNaN(others[index])) values[index] = 0;
  }
}

export function pointPlan(of: Plan, { apply }: PointFunction, argument: number): Plan {
  return {
    evaluate: (key, intervals, context) =>
      of.evaluate(key, intervals, context).map((value) => apply(value, argument)),
  };
}

export function shiftPlan(of: Plan, shift: Shift): Plan {
  const shifted = remembered((intervals) => intervals.map(shift));
  return {
    evaluate: (key, intervals, context) =>
      // What was compared with is past, all of it.
      of.evaluate(key, shifted(intervals), { ...context, known: ALL_KNOWN }),
  };
}

/** Reduces each interval from buckets within it. */
export function reducePlan(of: Plan, aggregator: ScalarAggregator, bucket: number): Plan {
  return {
    evaluate: (key, intervals, context) =>
      reduceBuckets(aggregator, intervals, bucket, (buckets) => of.evaluate(key, buckets, context)),
  };
}

export type MovingMethod = Extract<ScalarAggregator, "avg" | "sum" | "min" | "max"> | "count";

/**
 * `moving_rollup(query, seconds, method)`: each value with those before it, `seconds` long in all.
 *
 * @see https://docs.datadoghq.com/dashboards/functions/rollup/#moving-rollup
 */
export function movingPlan(of: Plan, seconds: number, method: MovingMethod): Plan {
  return {
    evaluate(key, intervals, context) {
      const spacing = (intervals.to[0] ?? 0) - (intervals.from[0] ?? 0);
      const points = Math.max(1, Math.round(seconds / Math.max(1, spacing)));
      const each = Array.from({ length: points }, (_, back) =>
        of.evaluate(key, back === 0 ? intervals : intervals.moved(-back * spacing), context),
      );
      return intervals.from.map((_, index) => {
        const values = Float64Array.from(each, (one) => one[index] ?? NaN);
        return method === "count"
          ? values.filter((value) => !Number.isNaN(value)).length
          : reduce(method, values);
      });
    },
  };
}

/** The same of a count's total, which is exact whatever the points are. */
export function movingSumPlan(of: Plan, seconds: number): Plan {
  const moved = remembered(
    ({ to }) =>
      new Intervals(
        to.map((end) => end - seconds),
        to,
      ),
  );
  return {
    evaluate: (key, intervals, context) => of.evaluate(key, moved(intervals), context),
  };
}

/** The same intervals are asked for by one group after another. */
function remembered(map: (intervals: Intervals) => Intervals): (intervals: Intervals) => Intervals {
  let last: { readonly from: Intervals; readonly to: Intervals } | undefined;
  return (intervals) => {
    if (last?.from !== intervals) last = { from: intervals, to: map(intervals) };
    return last.to;
  };
}
