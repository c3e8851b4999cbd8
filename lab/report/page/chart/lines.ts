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
  /** Bars and areas are stacked, each kind by itself. @default "line" */
  readonly display?: Display;
  /** Measured by the axis on the right. @default false */
  readonly right?: boolean;
  /** Where it is not that of the chart. */
  readonly unit?: Unit;
  /** Times of the buckets that the beginning or the end of the run cuts off: they hold less. */
  readonly partial?: ReadonlySet<number>;
}

export type Display = "line" | "bars" | "area";

/** A value, or a band from it upwards, that a chart marks. */
export interface Threshold {
  readonly value: number;
  /** The upper end of a band. */
  readonly upTo?: number;
  readonly label: string;
  readonly severity: Severity;
  /** @default "dashed" */
  readonly line?: "dashed" | "solid" | "bold";
}

export type Severity = "critical" | "warning" | "ok" | "info";

/** Whether a bucket was cut off by the beginning or the end of what there is. */
export function isPartial({ partial }: Line, time: number): boolean {
  return partial?.has(time) ?? false;
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

export function summary(line: Line): Summary {
  const { times, values } = line;
  let [sum, count, max, maxAt, last] = [0, 0, -Infinity, 0, NaN];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (!isValue(value) || isPartial(line, times[index] ?? 0)) continue;
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

const MAX_DESCRIBED = 6;

/** A chart in words, for those who do not see it. */
export function describe(
  title: string,
  lines: readonly Line[],
  range: Range,
  unit: Unit,
  thresholds: readonly Threshold[],
): string {
  const parts = lines.slice(0, MAX_DESCRIBED).map((line) => {
    const { max, maxAt, last } = summary(line);
    const show = (value: number): string => format(value, line.unit ?? unit);
    return `${line.label}: highest ${show(max)} at ${clock(maxAt)}, last ${show(last)}`;
  });
  const more = lines.length - parts.length;
  return [
    `${title}, ${rangeText(range)}, ${lines.length} series`,
    ...parts,
    ...(more > 0 ? [`${more} more`] : []),
    ...thresholds.map(({ label, value }) => `${label} threshold ${format(value, unit)}`),
  ].join(". ");
}
