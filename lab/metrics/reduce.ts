import { evenIntervals } from "./intervals";
import type { Plan } from "./plan";

/** How a scalar widget makes one number of a time span. */
export type ScalarAggregator = "avg" | "min" | "max" | "sum" | "last" | "percentile";

/** Reduces values; NaN ones, which stand for nothing, are left out. NaN where all are. */
export function reduce(aggregator: ScalarAggregator, values: Float64Array): number {
  let count = 0;
  let result = NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count += 1;
    result = count === 1 ? value : step(aggregator, result, value);
  }
  return aggregator === "avg" && count > 0 ? result / count : result;
}

function step(aggregator: ScalarAggregator, result: number, value: number): number {
  switch (aggregator) {
    case "min":
      return Math.min(result, value);
    case "max":
      return Math.max(result, value);
    case "last":
    case "percentile":
      return value;
    default:
      return result + value;
  }
}

/** Reduces each interval from buckets within it. */
export function reducePlan(of: Plan, aggregator: ScalarAggregator, bucket: number): Plan {
  return {
    evaluate(key, { from, to }, context) {
      return from.map((start, index) => {
        const count = Math.max(1, Math.ceil(((to[index] ?? start) - start) / bucket));
        return reduce(
          aggregator,
          of.evaluate(key, evenIntervals(start, bucket, bucket, count), context),
        );
      });
    },
  };
}
