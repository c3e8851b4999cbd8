import type { Intervals } from "./intervals";
import type { Retention } from "./retention";
import type { Series } from "./series";
import { FINE_TIER, MINUTE_TIER } from "./tier";

const MINUTE = 60;

/**
 * Sums and numbers of points of some series together, over any stretch of a range, in constant time.
 *
 * Prefix sums cover the range only, so that the rounding error of their difference stays at the last
 * digits of the range's own total. The buffers are reused: allocating them costs more than filling.
 */
export class WindowSums {
  private sums = new Float64Array(0);
  private counts = new Float64Array(0);
  private firstSlot = 0;
  private step = MINUTE;

  constructor(private readonly retention: Retention) {}

  /** Takes up the series over the intervals' range. */
  fill(series: readonly Series[], tier: number, intervals: Intervals): void {
    const { first, last, phase } = intervals;
    const fineStep = this.retention[FINE_TIER]?.step ?? MINUTE;
    // Edges that all lie alike within their minute: whole minutes, and the part before each edge.
    const phased = tier === FINE_TIER && phase !== undefined && phase % fineStep === 0;
    const read = phased ? MINUTE_TIER : tier;
    this.step = this.retention[read]?.step ?? MINUTE;
    this.firstSlot = Math.floor(first / this.step);
    const slots = Math.max(0, Math.floor(last / this.step) - this.firstSlot) + 1;
    this.clear(slots);
    for (const one of series) {
      one.tiers[read]?.ring.accumulate(this.firstSlot, slots - 1, this.sums, this.counts);
    }
    toPrefix(this.sums, slots);
    toPrefix(this.counts, slots);
    if (phased && phase > 0) this.addParts(series, slots, phase / fineStep, MINUTE / fineStep);
  }

  /** Number of points per interval. */
  points(intervals: Intervals): Float64Array {
    const { from, to } = intervals.slots(this.step, this.firstSlot);
    const result = new Float64Array(from.length);
    const { counts } = this;
    for (let index = 0; index < result.length; index += 1) {
      result[index] = (counts[to[index] ?? 0] ?? 0) - (counts[from[index] ?? 0] ?? 0);
    }
    return result;
  }

  /** Total, number or mean of the points per interval; NaN where there is none. */
  values(kind: "sum" | "count" | "avg", intervals: Intervals): Float64Array {
    const { from, to } = intervals.slots(this.step, this.firstSlot);
    const result = this.points(intervals);
    const { sums } = this;
    for (let index = 0; index < result.length; index += 1) {
      const count = result[index] ?? 0;
      const sum = (sums[to[index] ?? 0] ?? 0) - (sums[from[index] ?? 0] ?? 0);
      if (count === 0) result[index] = NaN;
      else if (kind !== "count") result[index] = kind === "avg" ? sum / count : sum;
    }
    return result;
  }

  private clear(slots: number): void {
    if (this.sums.length < slots) {
      this.sums = new Float64Array(slots * 2);
      this.counts = new Float64Array(slots * 2);
    }
    this.sums.fill(0, 0, slots);
    this.counts.fill(0, 0, slots);
  }

  private addParts(
    series: readonly Series[],
    slots: number,
    taken: number,
    perMinute: number,
  ): void {
    for (const one of series) {
      const ring = one.tiers[FINE_TIER]?.ring;
      for (let index = 0; index < slots; index += 1) {
        const slot = (this.firstSlot + index) * perMinute;
        for (let part = 0; part < taken; part += 1) {
          ring?.addTo(slot + part, index, this.sums, this.counts);
        }
      }
    }
  }
}

/** Turns values into the totals of all before each. */
function toPrefix(values: Float64Array, length: number): void {
  let total = 0;
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0;
    values[index] = total;
    total += value;
  }
}
