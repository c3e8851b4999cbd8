import type { Series } from "./series";

/**
 * Sums and numbers of points of some series together, over any stretch of a range, in constant time.
 *
 * Prefix sums cover the range only, so that the rounding error of their difference stays at the last
 * digits of the range's own total.
 */
export class WindowSums {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  private readonly firstSlot: number;

  constructor(
    series: readonly Series[],
    tier: number,
    private readonly step: number,
    from: number,
    to: number,
  ) {
    this.firstSlot = Math.floor(from / step);
    const slots = Math.max(0, Math.floor(to / step) - this.firstSlot);
    const sums = new Float64Array(slots);
    const counts = new Float64Array(slots);
    for (const one of series) one.tiers[tier]?.ring.accumulate(this.firstSlot, sums, counts);
    this.sums = prefix(sums);
    this.counts = prefix(counts);
  }

  /** Exactly 0 where there are no points. */
  sum(from: number, to: number): number {
    if (this.count(from, to) === 0) return 0;
    return difference(this.sums, this.slot(from), this.slot(to));
  }

  count(from: number, to: number): number {
    return difference(this.counts, this.slot(from), this.slot(to));
  }

  private slot(time: number): number {
    return Math.floor(time / this.step) - this.firstSlot;
  }
}

function prefix(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    total += values[index] ?? 0;
    totals[index + 1] = total;
  }
  return totals;
}

function difference(totals: Float64Array, from: number, to: number): number {
  return (totals[to] ?? 0) - (totals[from] ?? 0);
}
