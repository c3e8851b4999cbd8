import type { Comparator } from "../query";
import type { SeriesType } from "./series";

export const SPACE_AGGREGATORS = ["avg", "sum", "min", "max", "count"] as const;
export type SpaceAggregatorName = (typeof SPACE_AGGREGATORS)[number];

/** Which values of a distribution are counted. */
export interface ValueCondition {
  readonly comparator: Comparator;
  readonly value: number;
}

export type Aggregator =
  | {
      readonly kind: SpaceAggregatorName;
      /** Of `count` only. */ readonly condition?: ValueCondition;
    }
  | { readonly kind: "percentile"; /** 0 to 1 */ readonly quantile: number };

/** Those that a condition on values takes: no two values of a distribution are equal by design. */
const CONDITIONS: readonly Comparator[] = ["<", "<=", ">", ">="];

/** @returns undefined for an aggregator that is not supported. */
export function aggregator(name: string, condition?: ValueCondition): Aggregator | undefined {
  if (condition) {
    const isKnown = name === "count" && CONDITIONS.includes(condition.comparator);
    return isKnown ? { kind: "count", condition } : undefined;
  }
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  if (percent !== undefined && Number(percent) <= 100) {
    return { kind: "percentile", quantile: Number(percent) / 100 };
  }
  const kind = SPACE_AGGREGATORS.find((one) => one === name);
  return kind && { kind };
}

/**
 * Why an aggregator means nothing for a type, or undefined.
 *
 * @see https://docs.datadoghq.com/metrics/types/
 */
export function aggregatorProblem({ kind }: Aggregator, type: SeriesType): string | undefined {
  if (type === "distribution") return undefined;
  if (kind === "percentile")
    return `percentiles exist for distributions only, and this is a ${type}`;
  if (kind === "count") return `count: is supported for distributions only, and this is a ${type}`;
  return undefined;
}

/** Values of several series made one; NaN where there is none. */
export function combine(kind: SpaceAggregatorName, values: readonly number[]): number {
  if (values.length === 0) return NaN;
  if (kind === "count") return values.length;
  if (kind === "min") return Math.min(...values);
  if (kind === "max") return Math.max(...values);
  const sum = values.reduce((total, value) => total + value, 0);
  return kind === "avg" ? sum / values.length : sum;
}
