import type { ReleaseMeasure } from "../../telemetry";
import type { MetricQuery } from "../../constructs/datadog/expression";
import type { Scope } from "../../constructs/datadog/query";

/** What is compared case by case over a data set, beside what production is compared by. */
export type CaseMeasure = "failed_cases" | "score" | "cost" | "tokens" | "latency";

/** Something that a new version may make worse. */
export interface Measure {
  readonly id: ReleaseMeasure | CaseMeasure;
  /** As the start of a sentence: "Invalid JSON". */
  readonly title: string;
  /**
   * `share`: so many of so many, in percentage points. `mean`: of scores from 0 to 1, in points of 100.
   * `ratio`: an amount per something, in percent of the baseline's.
   */
  readonly kind: "share" | "mean" | "ratio";
  /** What a ratio is an amount of. @default "dollars" */
  readonly amount?: "dollars" | "tokens" | "milliseconds";
  readonly worse: "higher" | "lower";
  /**
   * How much worse is still borne: percentage points, points of 100, or percent. `false` where it is
   * shown only.
   */
  readonly margin: number | false;
  /** Whether the release names the margin itself: then nothing is promoted without the measure. */
  readonly isDeclared?: boolean;
}

/** A measure of production, which is read from metrics. */
export interface ReadMeasure extends Measure {
  readonly id: ReleaseMeasure;
  readonly reads: MeasureReads;
}

/** The metrics that a measure is read from, within a scope, by prompt version, model and feature. */
export interface MeasureReads {
  readonly events: (scope: Scope) => MetricQuery;
  readonly total: (scope: Scope) => MetricQuery;
  /** The total is what of the events it is not: those not fast enough, tasks without success. */
  readonly complement?: true;
}

/** A margin as a fraction, in which changes are computed. */
export const marginOf = ({ margin }: Measure): number | undefined =>
  margin === false ? undefined : margin / 100;
