/** Stretches of time, each from `from` (included) to `to` (excluded), in seconds since the epoch. */
export interface Intervals {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Stretches of one length that start every `step` seconds. */
export function evenIntervals(
  first: number,
  step: number,
  length: number,
  count: number,
): Intervals {
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    from[index] = first + index * step;
    to[index] = first + index * step + length;
  }
  return { from, to };
}

export function mapIntervals(
  { from, to }: Intervals,
  map: (from: number, to: number) => readonly [number, number],
): Intervals {
  const mapped: Intervals = {
    from: new Float64Array(from.length),
    to: new Float64Array(to.length),
  };
  for (let index = 0; index < from.length; index += 1) {
    const [start, end] = map(from[index] ?? 0, to[index] ?? 0);
    mapped.from[index] = start;
    mapped.to[index] = end;
  }
  return mapped;
}

/** From the earliest start to the latest end. */
export function hull({ from, to }: Intervals): { readonly from: number; readonly to: number } {
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < from.length; index += 1) {
    first = Math.min(first, from[index] ?? 0);
    last = Math.max(last, to[index] ?? 0);
  }
  return { from: first, to: last };
}

/** True where every edge falls on a multiple of `step`. */
export function aligned({ from, to }: Intervals, step: number): boolean {
  for (let index = 0; index < from.length; index += 1) {
    if ((from[index] ?? 0) % step !== 0 || (to[index] ?? 0) % step !== 0) return false;
  }
  return true;
}
