import type { MetricQuery } from "../../constructs/datadog/expression";

/** A stretch of time, in whole buckets. All in seconds; `from` and `to` since the epoch. */
export interface Span {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly bucket: number;
}

/** What one bucket of one group came to. */
export interface SourcePoint {
  readonly version: string;
  readonly model: string;
  readonly feature: string;
  /** Start of the bucket, in seconds since the epoch. */
  readonly time: number;
  readonly value: number;
}

export type SourceAnswer =
  | { readonly kind: "points"; readonly points: readonly SourcePoint[] }
  /** This query has no answer, others may; the reason ends a sentence. */
  | { readonly kind: "unavailable"; readonly why: string };

/** Where the numbers of a release are read from. */
export interface ReleaseSource {
  /** As in "read from …". */
  readonly name: string;
  /** The span that there is, where it does not reach up to now. */
  readonly recorded?: { readonly from: number; readonly to: number };
  /**
   * Sums of a query grouped by prompt version, model and feature, per bucket.
   *
   * @throws Error where nothing can be read at all
   */
  read(query: MetricQuery, span: Span): Promise<SourceAnswer>;
  /** The sum without groups, where it can be told: what grouping loses shows. */
  total(query: MetricQuery, span: Span): Promise<number | undefined>;
  /** Seconds since the epoch by the source's clock, once something was read. */
  now?(): number | undefined;
}
