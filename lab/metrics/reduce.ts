import { evenIntervals, type Intervals } from "./intervals";

/** How a scalar widget makes one number of a time span. */
export type ScalarAggregator = "avg" | "min" | "max" | "sum" | "last" | "percentile";

/** Reduces values; NaN ones, which stand for nothing, are left out. NaN where all are. */
export function reduce(aggregator: ScalarAggregator, values: Float64Array): number {
  return reduceEvery(aggregator, values, 0, 1, values.length);
}

/** Reduces `count` of the values, from `start` on and `stride` apart. */
export function reduceEvery(
  aggregator: ScalarAggregator,
  values: Float64Array,
  start: number,
  stride: number,
  count: number,
): number {
  let present = 0;
  let result = NaN;
  const adds = aggregator === "avg" || aggregator === "sum";
  for (let index = 0, at = start; index < count; index += 1, at += stride) {
    const value = values[at] ?? NaN;
    if (Number.isNaN(value)) continue;
    present += 1;
    if (present === 1) result = value;
    else result = adds ? result + value : step(aggregator, result, value);
  }
  return aggregator === "avg" ? result / present : result;
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

/** @param values Of buckets that begin where an interval does. */
export function reduceBuckets(
  aggregator: ScalarAggregator,
  { from, to }: Intervals,
  bucket: number,
  values: (buckets: Intervals) => Float64Array,
): Float64Array {
  return from.map((start, index) => {
    const count = Math.max(1, Math.ceil(((to[index] ?? start) - start) / bucket));
    return reduce(aggregator, values(evenIntervals(start, bucket, bucket, count)));
  });
}
