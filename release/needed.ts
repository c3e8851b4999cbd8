import type { Change } from "./estimates/estimate";

/** Added to a bound, so that the answer comes in four of five cases and not in every second. */
const FOUR_OF_FIVE = 0.8416;
const MAX_TIMES = 10_000;

/**
 * How many times the data that there are would decide, if both versions go on as they do; undefined
 * where that is beyond reason.
 *
 * @param margin as a fraction
 * @param critical bounds of a roll-back and of a promotion
 */
export function requestsToDecide(
  change: Change,
  margin: number | undefined,
  critical: { readonly harm: number; readonly fine: number },
): number | undefined {
  // A bound that cannot be crossed yet is that of an early look; the last is near an ordinary one.
  const [harm, fine] = [critical.harm, critical.fine].map(
    (z) => Math.min(z, LATE) + FOUR_OF_FIVE,
  ) as [number, number];
  const decides = (times: number): boolean =>
    change.at(harm, times).low > 0 ||
    (margin !== undefined && change.at(fine, times).high < margin);
  let high = 1;
  while (!decides(high)) {
    high *= 2;
    if (high > MAX_TIMES) return undefined;
  }
  let low = high / 2;
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    if (decides(middle)) high = middle;
    else low = middle;
  }
  return Math.max(1, high);
}

const LATE = 3;
