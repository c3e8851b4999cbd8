const HOUR = 3_600;
const DAY = 24 * HOUR;

/** How long each resolution is kept, finest first. Bins cost most and are kept shorter. */
export type Retention = readonly {
  /** Seconds per slot. */
  readonly step: number;
  /** Seconds for which sums, counts and extremes are kept. */
  readonly seconds: number;
  /** Seconds for which the bins of distributions are kept; 0 for not at this resolution. */
  readonly binSeconds: number;
}[];

export interface RetentionProps {
  /**
   * Seconds per bucket of the finest resolution; divides 60.
   * @default 10, the flush interval of DogStatsD
   */
  readonly bucketSeconds?: number;
  /**
   * Days for which minutes are kept. A query that looks back further is not evaluated.
   * @default 9, a window of a day shifted by a week
   */
  readonly minuteDays?: number;
}

/** Bounds a series at less than a megabyte, however long the simulation. */
export function retention({ bucketSeconds = 10, minuteDays = 9 }: RetentionProps = {}): Retention {
  if (60 % bucketSeconds !== 0) {
    throw new RangeError(`bucketSeconds must divide 60: ${bucketSeconds} given`);
  }
  return [
    { step: bucketSeconds, seconds: 26 * HOUR, binSeconds: 0 },
    { step: 60, seconds: minuteDays * DAY, binSeconds: 26 * HOUR },
    { step: HOUR, seconds: 62 * DAY, binSeconds: 62 * DAY },
  ];
}
