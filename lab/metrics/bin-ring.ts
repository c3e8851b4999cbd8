import type { Bins, Sketch } from "./sketch";

type OpenBins = Map<number, number>;

/**
 * The bins of one series, per slot of time, for as many slots as are kept. The newest slot is open;
 * older ones are packed, because a `Map` costs ten times as much.
 */
export class BinRing {
  private readonly slots: (Bins | OpenBins | undefined)[] = [];
  private readonly epochs: number[] = [];
  private open: number[] = [];

  constructor(private readonly kept: number) {}

  add(slot: number, code: number, weight: number): void {
    const bins = this.opened(slot);
    bins?.set(code, (bins.get(code) ?? 0) + weight);
  }

  at(slot: number): Bins | undefined {
    const index = slot % this.kept;
    const found = this.epochs[index] === slot ? this.slots[index] : undefined;
    return found instanceof Map ? pack(found) : found;
  }

  /** Merges the slots `from` to `to`, the latter excluded. */
  mergeInto(sketch: Sketch, from: number, to: number): void {
    for (let slot = from; slot < to; slot += 1) {
      const bins = this.at(slot);
      if (bins) sketch.merge(bins);
    }
  }

  removeFrom(sketch: Sketch, from: number, to: number): void {
    for (let slot = from; slot < to; slot += 1) {
      const bins = this.at(slot);
      if (bins) sketch.remove(bins);
    }
  }

  private opened(slot: number): OpenBins | undefined {
    const index = slot % this.kept;
    const epoch = this.epochs[index] ?? -1;
    // A point older than what is kept must not wipe what is newer.
    if (epoch > slot) return undefined;
    const found = epoch === slot ? this.slots[index] : undefined;
    if (found instanceof Map) return found;
    for (const other of this.open) this.pack(other);
    const bins = found ? unpack(found) : new Map<number, number>();
    this.slots[index] = bins;
    this.epochs[index] = slot;
    this.open = [index];
    return bins;
  }

  private pack(index: number): void {
    const bins = this.slots[index];
    if (bins instanceof Map) this.slots[index] = pack(bins);
  }
}

function pack(bins: OpenBins): Bins {
  const codes = Int32Array.from(bins.keys()).sort();
  const weights = Float32Array.from(codes, (code) => bins.get(code) ?? 0);
  return { codes, weights };
}

function unpack({ codes, weights }: Bins): OpenBins {
  const bins: OpenBins = new Map();
  codes.forEach((code, index) => bins.set(code, weights[index] ?? 0));
  return bins;
}
