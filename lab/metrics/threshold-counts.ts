import type { ValueCondition } from "./aggregators";
import type { Intervals } from "./intervals";
import type { Series } from "./series";
import { binCode } from "./sketch";

/**
 * How many points of the series meet a condition, per interval; NaN where there are no points at all.
 * A bin is one percent wide: the values of the limit's own bin all count as no greater.
 *
 * @see https://docs.datadoghq.com/metrics/distributions/#threshold-queries
 */
export function countsWhere(
  series: readonly Series[],
  tier: number,
  { first, last, from, to }: Intervals,
  { comparator, value }: ValueCondition,
): Float64Array {
  const step = series[0]?.tiers[tier]?.step ?? 60;
  const slotOf = (time: number): number => Math.floor(time / step);
  const firstSlot = slotOf(first);
  const slots = Math.max(0, slotOf(last) - firstSlot);
  const meeting = new Float64Array(slots + 1);
  const all = new Float64Array(slots + 1);
  for (let index = 0; index < slots; index += 1) {
    let [below, total] = [0, 0];
    for (const one of series) {
      const bins = one.tiers[tier]?.bins;
      below += bins?.weightUpTo(firstSlot + index, binCode(value)) ?? 0;
      total += bins?.weightUpTo(firstSlot + index, Infinity) ?? 0;
    }
    meeting[index + 1] =
      (meeting[index] ?? 0) + (comparator.startsWith("<") ? below : total - below);
    all[index + 1] = (all[index] ?? 0) + total;
  }
  const between = (sums: Float64Array, index: number): number =>
    (sums[slotOf(to[index] ?? 0) - firstSlot] ?? 0) -
    (sums[slotOf(from[index] ?? 0) - firstSlot] ?? 0);
  return from.map((_, index) => (between(all, index) === 0 ? NaN : between(meeting, index)));
}
