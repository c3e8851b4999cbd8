import { isValue, type Line, type Threshold } from "./lines";

/** A threshold this many times farther out than the values would flatten them. */
const FARTHEST = 10;

/** Lowest and highest of the vertical axis. */
export function verticalRange(
  lines: readonly Line[],
  stacked: boolean,
  thresholds: readonly Threshold[],
): [number, number] {
  const [low, high] = stacked ? [0, highestStack(lines)] : extremes(lines);
  const top = Math.max(high, 0);
  const size = Math.max(top, -low);
  const near = thresholds
    .map(({ value }) => value)
    .filter((value) => Math.abs(value) <= size * FARTHEST);
  const highest = Math.max(top, ...near);
  const lowest = Math.min(low, 0, ...near);
  if (highest === lowest) {
    // Nothing but zeros: the thresholds, if any, give the scale.
    const given = Math.max(0, ...thresholds.map(({ value }) => value));
    return [0, given > 0 ? given * 1.2 : 1];
  }
  const room = (highest - lowest) * 0.12;
  return [lowest < 0 ? lowest - room : 0, highest + room];
}

/** Whether a threshold lies beyond the axis. */
export function isBeyond({ value }: Threshold, [low, high]: readonly [number, number]): boolean {
  return value > high || value < low;
}

function extremes(lines: readonly Line[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of lines) {
    for (const value of Array.from(values)) {
      if (!isValue(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low > high ? [0, 0] : [low, high];
}

function highestStack(lines: readonly Line[]): number {
  const totals = new Map<number, number>();
  for (const { times, values } of lines) {
    for (let index = 0; index < values.length; index += 1) {
      const [time, value] = [times[index] ?? 0, values[index]];
      if (isValue(value)) totals.set(time, (totals.get(time) ?? 0) + value);
    }
  }
  return Math.max(0, ...totals.values());
}
