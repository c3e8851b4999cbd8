import { betaBelow, betaQuantile } from "./beta";
import { normalQuantileAbove } from "./normal";

/** Chance of a value above `t` in Student's distribution. */
export function tTail(t: number, degrees: number): number {
  const half = 0.5 * betaBelow(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t >= 0 ? half : 1 - half;
}

/** From here on the difference from the normal distribution is below every interval's precision. */
const AS_GOOD_AS_NORMAL = 1e7;

/** The value that one of Student's distribution exceeds with a chance of `tail`. */
export function tQuantileAbove(tail: number, degrees: number): number {
  if (tail > 0.5) return -tQuantileAbove(1 - tail, degrees);
  if (degrees > AS_GOOD_AS_NORMAL) return normalQuantileAbove(tail);
  const x = betaQuantile(2 * tail, degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - x)) / x);
}
