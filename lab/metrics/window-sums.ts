import type { Intervals } from "./intervals";
import type { Retention } from "./retention";
import type { Series } from "./series";
import { FINE_TIER, MINUTE_TIER } from "./tier";

const MINUTE = 60;

/** What the totals were taken from, so that the next question may find them ready. */
interface Held {
  readonly series: readonly Series[];
  readonly version: number;
  readonly tier: number;
  readonly firstSlot: number;
  readonly slots: number;
}

/**
 * Sums and numbers of points of some series together, over any stretch of a range, in constant time.
 *
 * Prefix sums cover the range only, so that the rounding error of their difference stays at the last
 * digits of the range's own total. The buffers are reused: allocating them costs more than filling.
 */
export class WindowSums {
  private readonly totals = new Totals();
  /** The same up to some seconds into each minute, where edges all lie alike in their minute. */
  private readonly parts = new Totals();
  private held: Held | undefined;
  private partsOf: Held | undefined;
  private partsPhase = 0;
  private phased = false;

  constructor(private readonly retention: Retention) {}

  /** Numbers held. */
  get size(): number {
    return this.totals.before.length + this.parts.before.length;
  }

  /**
   * Takes up the series over the intervals' range.
   *
   * @param version Of the store: what was taken up before is good for the same version only.
   */
  take(series: readonly Series[], version: number, tier: number, intervals: Intervals): void {
    const { first, last, phase = 0 } = intervals;
    const fineStep = this.retention[FINE_TIER]?.step ?? MINUTE;
    this.phased = tier === FINE_TIER && phase > 0 && phase % fineStep === 0;
    const read = this.phased ? MINUTE_TIER : tier;
    const step = this.retention[read]?.step ?? MINUTE;
    const firstSlot = Math.floor(first / step);
    const slots = Math.max(0, Math.floor(last / step) - firstSlot) + 1;
    const wanted = { series, version, tier: read, firstSlot, slots };
    if (!this.held || !isSame(this.held, wanted)) {
      this.totals.fill(series, read, firstSlot, slots);
      this.held = wanted;
    }
    if (this.phased && (this.partsOf !== this.held || this.partsPhase !== phase)) {
      [this.partsOf, this.partsPhase] = [this.held, phase];
      this.parts.copy(this.totals, slots);
      this.parts.addParts(series, firstSlot, slots, phase / fineStep, MINUTE / fineStep);
    }
  }

  /** Adds the number of points per interval. */
  addPoints(intervals: Intervals, into: Float64Array): void {
    const { from, to } = this.slots(intervals);
    const { before } = this.phased ? this.parts : this.totals;
    for (let index = 0; index < into.length; index += 1) {
      const points =
        (before[2 * (to[index] ?? 0) + 1] ?? 0) - (before[2 * (from[index] ?? 0) + 1] ?? 0);
      into[index] = (into[index] ?? 0) + points;
    }
  }

  /** Total, number or mean of the points per interval; NaN where there is none. */
  values(kind: "sum" | "count" | "avg", intervals: Intervals): Float64Array {
    const { from, to } = this.slots(intervals);
    const { before } = this.phased ? this.parts : this.totals;
    const result = new Float64Array(intervals.length);
    for (let index = 0; index < result.length; index += 1) {
      const start = 2 * (from[index] ?? 0);
      const end = 2 * (to[index] ?? 0);
      const sum = (before[end] ?? 0) - (before[start] ?? 0);
      const count = (before[end + 1] ?? 0) - (before[start + 1] ?? 0);
      // Rounding may leave dust in a total; the number is exact.
      if (count === 0) result[index] = NaN;
      else if (kind === "sum") result[index] = sum;
      else result[index] = kind === "avg" ? sum / count : count;
    }
    return result;
  }

  private slots(intervals: Intervals): ReturnType<Intervals["slots"]> {
    const { tier, firstSlot } = this.held ?? { tier: MINUTE_TIER, firstSlot: 0 };
    return intervals.slots(this.retention[tier]?.step ?? MINUTE, firstSlot);
  }
}

/** Per slot, sum and number of points of what came before it in the range, side by side. */
class Totals {
  before = new Float64Array(0);

  fill(series: readonly Series[], tier: number, firstSlot: number, slots: number): void {
    this.clear(slots);
    for (const one of series) {
      one.tiers[tier]?.ring.accumulate(firstSlot, slots - 1, this.before);
    }
    toPrefix(this.before, slots);
  }

  copy({ before }: Totals, slots: number): void {
    this.reserve(slots);
    this.before.set(before.subarray(0, 2 * slots));
  }

  /** Adds the first `taken` of the `perMinute` slots in each minute. */
  addParts(
    series: readonly Series[],
    firstMinute: number,
    minutes: number,
    taken: number,
    perMinute: number,
  ): void {
    for (const one of series) {
      const ring = one.tiers[FINE_TIER]?.ring;
      for (let part = 0; part < taken; part += 1) {
        const first = firstMinute * perMinute + part;
        ring?.accumulateEvery(first, perMinute, minutes, this.before);
      }
    }
  }

  private clear(slots: number): void {
    this.reserve(slots);
    this.before.fill(0, 0, 2 * slots);
  }

  private reserve(slots: number): void {
    if (this.before.length < 2 * slots) this.before = new Float64Array(4 * slots);
  }
}

function isSame(a: Held, b: Held): boolean {
  return (
    a.series === b.series &&
    a.version === b.version &&
    a.tier === b.tier &&
    a.firstSlot === b.firstSlot &&
    a.slots === b.slots
  );
}

/** Turns pairs of values into the totals of all before each. */
function toPrefix(pairs: Float64Array, length: number): void {
  let [sum, count] = [0, 0];
  for (let at = 0; at < 2 * length; at += 2) {
    const [ownSum, ownCount] = [pairs[at] ?? 0, pairs[at + 1] ?? 0];
    pairs[at] = sum;
    pairs[at + 1] = count;
    sum += ownSum;
    count += ownCount;
  }
}
