import type { Look } from "../colours";
import { format, type Unit } from "../format";
import { clock, rangeText, type Range } from "../time";

/** One series of a chart. */
export interface Line {
  readonly label: string;
  /** Start of each bucket, in seconds since the epoch. */
  readonly times: ArrayLike<number>;
  /** `null` or NaN where there is nothing. */
  readonly values: ArrayLike<number | null>;
  /** Seconds per bucket. */
  readonly step: number;
  readonly look: Look;
}

export interface Threshold {
  readonly value: number;
  readonly label: string;
  readonly severity: "critical" | "warning";
}

export interface Summary {
  readonly avg: number;
  readonly max: number;
  readonly maxAt: number;
  readonly last: number;
  readonly count: number;
}

export function isValue(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

export function summary({ times, values }: Line): Summary {
  let [sum, count, max, maxAt, last] = [0, 0, -Infinity, 0, NaN];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (!isValue(value)) continue;
    sum += value;
    count += 1;
    last = value;
    if (value > max) [max, maxAt] = [value, times[index] ?? 0];
  }
  return { avg: count > 0 ? sum / count : NaN, max: count > 0 ? max : NaN, maxAt, last, count };
}

/** Whether anything is there to draw. */
export function hasValues(lines: readonly Line[]): boolean {
  return lines.some((line) => summary(line).count > 0);
}

const MOST_DESCRIBED = 6;

/** A chart in words, for those who do not see it. */
export function describe(
  title: string,
  lines: readonly Line[],
  range: Range,
  unit: Unit,
  thresholds: readonly Threshold[],
): string {
  const parts = lines.slice(0, MOST_DESCRIBED).map((line) => {
    const { max, maxAt, last } = summary(line);
    return `${line.label}: highest ${format(max, unit)} at ${clock(maxAt)}, last ${format(last, unit)}`;
  });
  const more = lines.length - parts.length;
  return [
    `${title}, ${rangeText(range)}, ${lines.length} series`,
    ...parts,
    ...(more > 0 ? [`${more} more`] : []),
    ...thresholds.map(({ label, value }) => `${label} threshold ${format(value, unit)}`),
  ].join(". ");
}
