import type { Estimate } from "./interval";

/** A part of a weighted sum. Differences have a part with a negative weight. */
export interface Term extends Estimate {
  readonly weight: number;
}

/**
 * Interval of a weighted sum of independent estimates from the interval of each: the method of variance
 * estimates recovery. It keeps what is lopsided about the parts, as rates near 0 are.
 *
 * @see Zou, G. Y. and Donner, A. (2008). Construction of confidence limits about effect measures: a
 * general approach. Statistics in Medicine 27, 1693–1702.
 */
export function mover(terms: readonly Term[]): Estimate {
  let [value, below, above] = [0, 0, 0];
  for (const term of terms) {
    const { weight } = term;
    value += weight * term.value;
    const [toLow, toHigh] = [term.value - term.low, term.high - term.value];
    below += (weight * (weight < 0 ? toHigh : toLow)) ** 2;
    above += (weight * (weight < 0 ? toLow : toHigh)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}
