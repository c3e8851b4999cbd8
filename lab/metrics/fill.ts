import type { Intervals } from "./intervals";

/** How a gap between points is filled: `.fill(last, 900)`. */
export interface Fill {
  readonly method: "linear" | "last" | "zero";
  /** Seconds: the longest gap that `linear` closes, and how long a value is repeated otherwise. */
  readonly limit: number;
  /** Whether `linear` repeats the last value where no later one is near. @default false */
  readonly repeatsLast?: boolean;
}

/** Seconds, where `.fill()` names none, and of the interpolation that gauges have by themselves. */
export const DEFAULT_LIMIT = 300;

/**
 * What gauges have without `.fill()`, as soon as several series or queries have to be aligned.
 *
 * @see https://docs.datadoghq.com/metrics/guide/interpolation-the-fill-modifier-explained/
 */
export const GAUGE_FILL: Fill = { method: "linear", limit: DEFAULT_LIMIT };

/** What of the points after an interval is known when it is evaluated. */
export interface Known {
  /** Seconds after the interval's end. */
  readonly ahead: number;
  /** Seconds since the epoch. */
  readonly until: number;
}

export const ALL_KNOWN: Known = { ahead: Infinity, until: Infinity };

/**
 * Fills intervals without a value from their neighbours, one interval's length apart. An interval that
 * is longer than the limit has no neighbour near enough, and stays as it is.
 *
 * @param read Values of the same series over other intervals.
 * @see https://docs.datadoghq.com/dashboards/functions/interpolation/#fill
 */
export function filled(
  values: Float64Array,
  intervals: Intervals,
  { method, limit, repeatsLast = false }: Fill,
  known: Known,
  read: (moved: Intervals) => Float64Array,
): Float64Array {
  const spacing = (intervals.to[0] ?? 0) - (intervals.from[0] ?? 0);
  const reach = spacing > 0 ? Math.floor(limit / spacing) : 0;
  if (reach === 0 || !hasGap(values)) return values;
  const neighbours = new Map<number, Float64Array>();
  const at = (steps: number, index: number): number => {
    let found = neighbours.get(steps);
    if (!found) neighbours.set(steps, (found = read(intervals.moved(steps * spacing))));
    return found[index] ?? NaN;
  };
  return values.map((value, index) => {
    if (!Number.isNaN(value)) return value;
    const back = nearest(reach, (steps) => !Number.isNaN(at(-steps, index)));
    if (back === undefined) return NaN;
    if (method === "zero") return 0;
    const before = at(-back, index);
    if (method === "last") return before;
    const end = intervals.to[index] ?? 0;
    const forth = nearest(
      reach - back,
      (steps) =>
        steps * spacing <= known.ahead &&
        end + steps * spacing <= known.until &&
        !Number.isNaN(at(steps, index)),
    );
    if (forth === undefined) return repeatsLast ? before : NaN;
    return before + ((at(forth, index) - before) * back) / (back + forth);
  });
}

function hasGap(values: Float64Array): boolean {
  for (const value of values) if (Number.isNaN(value)) return true;
  return false;
}

function nearest(reach: number, holds: (steps: number) => boolean): number | undefined {
  for (let steps = 1; steps <= reach; steps += 1) if (holds(steps)) return steps;
  return undefined;
}
