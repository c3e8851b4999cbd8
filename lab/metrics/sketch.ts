import { DDSketch } from "@datadog/sketches-js";

/** Half of a percent: an alert's verdict must not turn on the sketch. */
export const RELATIVE_ACCURACY = 0.005;

// Datadog's own mapping. Its stores are not used: `merge` of 2.1.1 forgets negative values, and a
// sketch per series and minute would cost kilobytes where the occupied bins are a few.
const MAPPING = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY }).mapping;
/** Lifts the keys of the smallest positive values above 0, so that codes order like values. */
const KEY_OFFSET = 1 - MAPPING.key(MAPPING.minPossible);

/** The bin of a value. Codes order like values: negative below 0, 0 for zero. */
export function binCode(value: number): number {
  if (value > MAPPING.minPossible) return MAPPING.key(value) + KEY_OFFSET;
  if (value < -MAPPING.minPossible) return -(MAPPING.key(-value) + KEY_OFFSET);
  return 0;
}

/** The value that stands for a bin. */
export function binValue(code: number): number {
  if (code === 0) return 0;
  const magnitude = MAPPING.value(Math.abs(code) - KEY_OFFSET);
  return code > 0 ? magnitude : -magnitude;
}

/** Grown by this many bins at once. */
const SLACK = 64;
/** Weights of sampled values are fractions; adding and subtracting them leaves dust. */
const DUST = 1e-6;

/** A quantile sketch over DDSketch's bins, to which bins can be added and from which removed. */
export class Sketch {
  private weights = new Float64Array(0);
  private firstCode = 0;
  private total = 0;
  /** Code of the bin that the last quantile was in, and the weight of all bins below it. */
  private cursor = 0;
  private below = 0;
  /** The last bin whose value was asked for. */
  private lastCode = 0;
  private lastValue = 0;

  get count(): number {
    return this.total;
  }

  add(value: number, weight = 1): void {
    this.addCode(binCode(value), weight);
  }

  addCode(code: number, weight: number): void {
    this.cover(code);
    const at = code - this.firstCode;
    this.weights[at] = (this.weights[at] ?? 0) + weight;
    this.total += weight;
    if (code < this.cursor) this.below += weight;
  }

  merge(other: Sketch): void {
    other.weights.forEach((weight, index) => {
      if (weight >= DUST) this.addCode(index + other.firstCode, weight);
    });
  }

  /** Adds (`sign` 1) or removes (-1) the bins from `start` to `end`, the latter excluded. */
  apply(codes: Int32Array, weights: Float32Array, start: number, end: number, sign: 1 | -1): void {
    for (let index = start; index < end; index += 1) {
      this.addCode(codes[index] ?? 0, sign * (weights[index] ?? 0));
    }
  }

  clear(): void {
    this.weights.fill(0);
    this.total = 0;
    this.below = 0;
  }

  /**
   * @param quantile 0 to 1.
   * @returns NaN for an empty sketch.
   */
  quantile(quantile: number): number {
    if (this.total < DUST) return NaN;
    const code = this.seek(quantile * (this.total - 1));
    // From one window to the next it is the same more often than not, and a power takes long.
    if (code !== this.lastCode) [this.lastCode, this.lastValue] = [code, binValue(code)];
    return this.lastValue;
  }

  /**
   * Moves the cursor to the bin that holds a rank. From one window to the next it moves by a few
   * bins only, where a search would pass hundreds.
   */
  private seek(rank: number): number {
    const { weights } = this;
    let at = this.cursor - this.firstCode;
    while (at > 0 && this.below > rank + DUST) {
      at -= 1;
      this.below -= weights[at] ?? 0;
    }
    while (at < weights.length - 1 && this.below + (weights[at] ?? 0) <= rank + DUST) {
      this.below += weights[at] ?? 0;
      at += 1;
    }
    // Dust may carry the cursor past the last value.
    while (at > 0 && (weights[at] ?? 0) < DUST) {
      at -= 1;
      this.below -= weights[at] ?? 0;
    }
    this.cursor = at + this.firstCode;
    return this.cursor;
  }

  private cover(code: number): void {
    const length = this.weights.length;
    if (code >= this.firstCode && code < this.firstCode + length) return;
    const first = length === 0 ? code : Math.min(code, this.firstCode);
    const last = length === 0 ? code : Math.max(code, this.firstCode + length - 1);
    const grown = new Float64Array(last - first + 1 + 2 * SLACK);
    const start = first - SLACK;
    if (length > 0) grown.set(this.weights, this.firstCode - start);
    // The cursor starts at the lowest bin, and stays where it is when bins are added below.
    if (length === 0) this.cursor = start;
    this.weights = grown;
    this.firstCode = start;
  }
}
