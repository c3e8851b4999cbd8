import type { ArithmeticOperator } from "../query";
import { Intervals } from "./intervals";
import type { EvaluationContext, Operand } from "./operand";
import type { PointFunction } from "./functions";
import type { Shift } from "./shifts";

/** A compiled expression: one value per interval for a group. */
export interface Plan {
  evaluate(groupKey: string, intervals: Intervals, context: EvaluationContext): Float64Array;
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
 */
export function arithmeticPlan(operator: ArithmeticOperator, left: Plan, right: Plan): Plan {
  return {
    evaluate(key, intervals, context) {
      const a = left.evaluate(key, intervals, context);
      const b = right.evaluate(key, intervals, context);
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

export function pointPlan(of: Plan, { apply }: PointFunction, argument: number): Plan {
  return {
    evaluate: (key, intervals, context) =>
      of.evaluate(key, intervals, context).map((value) => apply(value, argument)),
  };
}

export function shiftPlan(of: Plan, shift: Shift): Plan {
  const shifted = remembered((intervals) => intervals.map(shift));
  return {
    evaluate: (key, intervals, context) => of.evaluate(key, shifted(intervals), context),
  };
}

/** `moving_rollup(query, seconds, 'sum')`: the total of the time up to each value. */
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
