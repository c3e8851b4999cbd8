import { poisson } from "./chance";

/** A window slides by fifths: one that slides by minutes finds the same, and more. */
const SLOTS = 5;

/**
 * The first minute by which a window has held enough events, but for a small probability. Exact for
 * events that come independently, at a steady rate, and for a window that slides by fifths of itself.
 *
 * @param wanted Events in a window.
 * @param minutes Where to end.
 * @returns `undefined` where it takes longer.
 */
export function minuteOfEnough(
  perMinute: number,
  window: number,
  wanted: number,
  { minutes, alpha }: { readonly minutes: number; readonly alpha: number },
): number | undefined {
  const slot = window / SLOTS;
  const inSlot = poisson(perMinute * slot);
  // Counts of the last slots but one, oldest first, as digits; for each, how probable it still is.
  let states = new Map<number, number>([[0, 1]]);
  const oldest = wanted ** (SLOTS - 2);
  for (let minute = slot; minute <= minutes; minute += slot) {
    const next = new Map<number, number>();
    let missed = 0;
    for (const [state, probability] of states) {
      const room = wanted - digitSum(state, wanted);
      for (let count = 0; count < room; count += 1) {
        const key = (state % oldest) * wanted + count;
        const both = probability * (inSlot[count] ?? 0);
        next.set(key, (next.get(key) ?? 0) + both);
        missed += both;
      }
    }
    if (missed <= alpha) return minute;
    states = next;
  }
  return undefined;
}

function digitSum(state: number, base: number): number {
  let sum = 0;
  for (let rest = state; rest > 0; rest = Math.floor(rest / base)) sum += rest % base;
  return sum;
}
