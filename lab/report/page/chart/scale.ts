import type uPlot from "uplot";
import { isValue, type Line, type Threshold } from "./lines";

/** How a vertical axis is drawn, as a graph asks for it. */
export interface AxisProps {
  /** `log`, `sqrt`, or an exponent. @default 1 */
  readonly scale?: "log" | number;
  readonly min?: number;
  readonly max?: number;
  /** @default true */
  readonly includeZero?: boolean;
}

// uPlot's enums are in its types only; their numbers are what it documents.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const CUSTOM: uPlot.Scale = { distr: 100 };

/** A threshold this many times farther out than the values would flatten them. */
const FARTHEST = 10;

/** Lowest and highest of a vertical axis. */
export function verticalRange(
  lines: readonly Line[],
  thresholds: readonly Threshold[],
  axis: AxisProps = {},
): [number, number] {
  const [low, high] = axis.scale === "log" ? logRange(lines) : linearRange(lines, thresholds, axis);
  return [axis.min ?? low, axis.max ?? high];
}

function linearRange(
  lines: readonly Line[],
  thresholds: readonly Threshold[],
  { includeZero = true }: AxisProps,
): [number, number] {
  const [low, high] = extremes(lines);
  const top = includeZero ? Math.max(high, 0) : high;
  const size = Math.max(Math.abs(top), Math.abs(low));
  const near = thresholds
    .flatMap(({ value, upTo = value }) => [value, upTo])
    .filter((value) => Math.abs(value) <= size * FARTHEST);
  const highest = Math.max(top, ...near);
  const lowest = Math.min(low, ...(includeZero ? [0] : []), ...near);
  if (highest === lowest && highest === 0) {
    // Nothing but zeros: the thresholds, if any, give the scale.
    const given = Math.max(0, ...thresholds.map(({ value }) => value));
    return [0, given > 0 ? given * 1.2 : 1];
  }
  const room = (highest - lowest || Math.abs(highest)) * 0.12;
  return [lowest < 0 || !includeZero ? lowest - room : 0, highest + room];
}

/** A logarithm has no zero: the axis begins below the smallest value above it. */
function logRange(lines: readonly Line[]): [number, number] {
  const values = lines.flatMap((line) =>
    Array.from(line.values).filter((value): value is number => isValue(value) && value > 0),
  );
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [1, 10];
  const [, stack] = extremes(lines);
  return [low / 1.5, Math.max(high, stack) * 1.5];
}

/** Part of a scale's definition: how values become places. */
export function distribution(
  { scale = 1 }: AxisProps,
  [low]: readonly [number, number],
): Partial<uPlot.Scale> {
  if (scale === 1) return {};
  if (scale === "log") {
    return {
      ...CUSTOM,
      fwd: (value) => Math.log10(Math.max(value, low / 10)),
      bwd: (place) => 10 ** place,
    };
  }
  const power = (value: number, exponent: number) => Math.sign(value) * Math.abs(value) ** exponent;
  return {
    ...CUSTOM,
    fwd: (value) => power(value, scale),
    bwd: (place) => power(place, 1 / scale),
  };
}

/** Powers of ten, with steps between them where that is at most as many labels as there is room for. */
export function logSplits([low, high]: readonly [number, number], most: number): number[] {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
    powers.push(10 ** power);
  }
  const within = (values: readonly number[]): number[] =>
    values.filter((value) => value >= low && value <= high);
  for (const between of [
    [1, 2, 5],
    [1, 3],
  ]) {
    const splits = within(powers.flatMap((power) => between.map((step) => step * power)));
    if (splits.length <= most) return splits;
  }
  const whole = within(powers);
  const every = Math.ceil(whole.length / Math.max(most, 1));
  return whole.filter((_, index) => index % every === 0);
}

/** Whether a threshold lies beyond the axis. */
export function isBeyond({ value }: Threshold, [low, high]: readonly [number, number]): boolean {
  return value > high || value < low;
}

/** Of the lines as they are, and of what is stacked. */
function extremes(lines: readonly Line[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of lines.filter(({ display = "line" }) => display === "line")) {
    for (const value of Array.from(values)) {
      if (!isValue(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  for (const kind of ["bars", "area"] as const) {
    for (const total of stackTotals(lines.filter(({ display }) => display === kind))) {
      low = Math.min(low, total, 0);
      high = Math.max(high, total);
    }
  }
  return low > high ? [0, 0] : [low, high];
}

function stackTotals(lines: readonly Line[]): Iterable<number> {
  const totals = new Map<number, number>();
  for (const { times, values } of lines) {
    for (let index = 0; index < values.length; index += 1) {
      const [time, value] = [times[index] ?? 0, values[index]];
      if (isValue(value)) totals.set(time, (totals.get(time) ?? 0) + value);
    }
  }
  return totals.values();
}
