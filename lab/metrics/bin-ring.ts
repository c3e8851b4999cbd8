import type { Sketch } from "./sketch";

/** Slots that share their arrays: an array per slot would cost more than its bins. */
const CHUNK = 64;

interface Chunk {
  readonly epoch: number;
  codes: Int32Array;
  weights: Float32Array;
  /** Where each slot's bins start and end in the arrays. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  used: number;
}

/**
 * The bins of one series, per slot of time, for as many slots as are kept. Bins of the newest slot
 * are open; those of older ones are packed. A late point is packed by itself.
 */
export class BinRing {
  private readonly chunks: (Chunk | undefined)[];
  private readonly open = new Map<number, number>();
  private openSlot = -1;
  /** Bins of slots that were packed before: rare, since points come in the order of time. */
  private late: { readonly slot: number; readonly code: number; readonly weight: number }[] = [];

  constructor(private readonly kept: number) {
    this.chunks = new Array<Chunk | undefined>(Math.ceil(kept / CHUNK) + 1);
  }

  add(slot: number, code: number, weight: number): void {
    if (slot < this.openSlot) {
      this.late.push({ slot, code, weight });
      return;
    }
    if (slot > this.openSlot) {
      this.pack();
      this.openSlot = slot;
    }
    this.open.set(code, (this.open.get(code) ?? 0) + weight);
  }

  /** Merges the slots `from` to `to`, the latter excluded, into a sketch; `sign` -1 removes them. */
  apply(sketch: Sketch, from: number, to: number, sign: 1 | -1): void {
    for (let slot = from; slot < to; slot += 1) {
      const chunk = this.chunkOf(slot);
      if (!chunk) continue;
      const at = slot % CHUNK;
      sketch.apply(chunk.codes, chunk.weights, chunk.starts[at] ?? 0, chunk.ends[at] ?? 0, sign);
    }
    if (this.openSlot >= from && this.openSlot < to) {
      for (const [code, weight] of this.open) sketch.addCode(code, sign * weight);
    }
    for (const { slot, code, weight } of this.late) {
      if (slot >= from && slot < to) sketch.addCode(code, sign * weight);
    }
  }

  /** Weight of the bins of one slot up to and including a code. */
  weightUpTo(slot: number, code: number): number {
    let weight = 0;
    const chunk = this.chunkOf(slot);
    const at = slot % CHUNK;
    for (let index = chunk?.starts[at] ?? 0; index < (chunk?.ends[at] ?? 0); index += 1) {
      if ((chunk?.codes[index] ?? 0) <= code) weight += chunk?.weights[index] ?? 0;
    }
    if (slot === this.openSlot) {
      for (const [open, own] of this.open) if (open <= code) weight += own;
    }
    for (const late of this.late) {
      if (late.slot === slot && late.code <= code) weight += late.weight;
    }
    return weight;
  }

  /** The bins of the slots `from` to `to`, the latter excluded: weights by code. */
  collect(from: number, to: number): Map<number, number> {
    const found = new Map<number, number>();
    const add = (code: number, weight: number): void => {
      found.set(code, (found.get(code) ?? 0) + weight);
    };
    for (let slot = from; slot < to; slot += 1) {
      const chunk = this.chunkOf(slot);
      const at = slot % CHUNK;
      for (let index = chunk?.starts[at] ?? 0; index < (chunk?.ends[at] ?? 0); index += 1) {
        add(chunk?.codes[index] ?? 0, chunk?.weights[index] ?? 0);
      }
    }
    if (this.openSlot >= from && this.openSlot < to) this.open.forEach((w, code) => add(code, w));
    for (const { slot, code, weight } of this.late)
      if (slot >= from && slot < to) add(code, weight);
    return found;
  }

  private pack(): void {
    if (this.open.size === 0) return;
    const chunk = this.writable(Math.floor(this.openSlot / CHUNK));
    const at = this.openSlot % CHUNK;
    reserve(chunk, this.open.size);
    chunk.starts[at] = chunk.used;
    for (const [code, weight] of this.open) {
      chunk.codes[chunk.used] = code;
      chunk.weights[chunk.used] = weight;
      chunk.used += 1;
    }
    chunk.ends[at] = chunk.used;
    this.open.clear();
  }

  private chunkOf(slot: number): Chunk | undefined {
    const epoch = Math.floor(slot / CHUNK);
    const chunk = this.chunks[epoch % this.chunks.length];
    return chunk?.epoch === epoch ? chunk : undefined;
  }

  private writable(epoch: number): Chunk {
    const index = epoch % this.chunks.length;
    const found = this.chunks[index];
    if (found?.epoch === epoch) return found;
    const oldest = this.openSlot - this.kept;
    this.late = this.late.filter(({ slot }) => slot >= oldest);
    const chunk: Chunk = {
      epoch,
      codes: new Int32Array(CHUNK),
      weights: new Float32Array(CHUNK),
      starts: new Int32Array(CHUNK),
      ends: new Int32Array(CHUNK),
      used: 0,
    };
    this.chunks[index] = chunk;
    return chunk;
  }
}

function reserve(chunk: Chunk, more: number): void {
  const needed = chunk.used + more;
  if (needed <= chunk.codes.length) return;
  const codes = new Int32Array(needed * 2);
  const weights = new Float32Array(needed * 2);
  codes.set(chunk.codes);
  weights.set(chunk.weights);
  chunk.codes = codes;
  chunk.weights = weights;
}
