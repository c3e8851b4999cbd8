/** In Jest each look-up of a global costs more than the arithmetic; this code runs per call. */
const { cos, exp, floor, imul, log, max, PI, round, sqrt } = Math;

/** Reproducible random numbers: the same seed gives the same traffic on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A generator that depends on the seed and on a name, so that scenarios differ. */
  static of(seed: number, name: string): Random {
    let hash = 0x811c9dc5 ^ seed;
    for (const char of name) hash = imul(hash ^ char.charCodeAt(0), 0x01000193);
    return new Random(hash);
  }

  /** From 0 to 1, 1 excluded (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  normal(mean: number, deviation: number): number {
    const radius = sqrt(-2 * log(1 - this.next()));
    return mean + deviation * radius * cos(2 * PI * this.next());
  }

  /** Of which half of the values lie below `median`. */
  logNormal(median: number, sigma: number): number {
    return median * exp(this.normal(0, sigma));
  }

  /** Number of independent events where `mean` are expected. */
  poisson(mean: number): number {
    if (mean > 50) return max(0, round(this.normal(mean, sqrt(mean))));
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** @throws RangeError where there is nothing to pick from. */
  pick<T>(items: readonly T[]): T {
    const item = items[floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("Nothing to pick from.");
    return item;
  }
}
