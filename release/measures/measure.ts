import type { MetricQuery } from "../../constructs/datadog/expression";
import type { Scope } from "../../constructs/datadog/query";

/** Something that a new version may make worse. */
export interface Measure {
  readonly id: MeasureId;
  /** As the start of a sentence: "Invalid JSON". */
  readonly title: string;
  /**
   * `share`: so many of so many, in percentage points. `mean`: of scores from 0 to 1, in points of 100.
   * `ratio`: dollars per something, in percent of the baseline's.
   */
  readonly kind: "share" | "mean" | "ratio";
  readonly worse: "higher" | "lower";
  /**
   * How much worse is still borne: percentage points, points of 100, or percent. `false` where it is
   * shown only.
   */
  readonly margin: number | false;
  readonly reads: MeasureReads;
}

/** The metrics that a measure is read from, within a scope, by prompt version, model and feature. */
export interface MeasureReads {
  readonly events: (scope: Scope) => MetricQuery;
  readonly total: (scope: Scope) => MetricQuery;
  /** The total is what of the events it is not: those not fast enough, tasks without success. */
  readonly complement?: true;
}

export const MEASURE_IDS = [
  "errors",
  "invalid_json",
  "slow",
  "slow_first_token",
  "tool_failures",
  "correctness",
  "safety",
  "task_failures",
  "negative_feedback",
  "refusals",
  "cost_per_request",
  "cost_per_success",
] as const;

export type MeasureId = (typeof MEASURE_IDS)[number];

/** A margin as a fraction, in which changes are computed. */
export const marginOf = ({ margin }: Measure): number | undefined =>
  margin === false ? undefined : margin / 100;
