/** Slots that are allocated at once: a series that exists for an hour must not cost a month. */
const CHUNK = 256;

interface Chunk {
  /** Which stretch of time the chunk holds now; the ring reuses it. */
  epoch: number;
  readonly sum: Float64Array;
  readonly count: Float64Array;
  readonly min: Float64Array | undefined;
  readonly max: Float64Array | undefined;
}

/** Sum and number of points of one series, per slot of time, for as many slots as are kept. */
export class Ring {
  private readonly chunks: (Chunk | undefined)[];

  /**
   * @param step Seconds per slot.
   * @param kept Slots kept, rounded up to whole chunks.
   * @param extremes Whether minimum and maximum are kept too.
   */
  constructor(
    readonly step: number,
    kept: number,
    private readonly extremes: boolean,
  ) {
    // One more than asked: the newest chunk is only partly filled.
    this.chunks = new Array<Chunk | undefined>(Math.ceil(kept / CHUNK) + 1);
  }

  add(slot: number, value: number, weight: number): void {
    const chunk = this.writable(Math.floor(slot / CHUNK));
    if (!chunk) return;
    const at = slot % CHUNK;
    chunk.sum[at] = (chunk.sum[at] ?? 0) + value * weight;
    chunk.count[at] = (chunk.count[at] ?? 0) + weight;
    if (!chunk.min || !chunk.max) return;
    chunk.min[at] = Math.min(chunk.min[at] ?? Infinity, value);
    chunk.max[at] = Math.max(chunk.max[at] ?? -Infinity, value);
  }

  /** Adds `slots` slots from `from` on to the arrays. */
  accumulate(from: number, slots: number, sums: Float64Array, counts: Float64Array): void {
    this.eachSpan(from, slots, (chunk, at, offset, length) => {
      for (let index = 0; index < length; index += 1) {
        sums[offset + index] = (sums[offset + index] ?? 0) + (chunk.sum[at + index] ?? 0);
        counts[offset + index] = (counts[offset + index] ?? 0) + (chunk.count[at + index] ?? 0);
      }
    });
  }

  /** Adds every `stride`th slot from `from` on to the arrays, `length` of them. */
  accumulateEvery(
    from: number,
    stride: number,
    length: number,
    sums: Float64Array,
    counts: Float64Array,
  ): void {
    let index = 0;
    while (index < length) {
      const slot = from + index * stride;
      let at = slot % CHUNK;
      const chunk = this.chunkAt((slot - at) / CHUNK);
      for (; at < CHUNK && index < length; at += stride, index += 1) {
        if (!chunk) continue;
        sums[index] = (sums[index] ?? 0) + (chunk.sum[at] ?? 0);
        counts[index] = (counts[index] ?? 0) + (chunk.count[at] ?? 0);
      }
    }
  }

  /** Least and greatest value in the slots `from` to `to`, the latter excluded; NaN without any. */
  range(from: number, to: number): { readonly min: number; readonly max: number } {
    let min = Infinity;
    let max = -Infinity;
    this.eachSpan(from, to - from, (chunk, at, _offset, length) => {
      for (let index = at; index < at + length; index += 1) {
        min = Math.min(min, chunk.min?.[index] ?? Infinity);
        max = Math.max(max, chunk.max?.[index] ?? -Infinity);
      }
    });
    return min > max ? { min: NaN, max: NaN } : { min, max };
  }

  private eachSpan(
    from: number,
    slots: number,
    visit: (chunk: Chunk, at: number, offset: number, length: number) => void,
  ): void {
    let offset = 0;
    while (offset < slots) {
      const slot = from + offset;
      const epoch = Math.floor(slot / CHUNK);
      const at = slot - epoch * CHUNK;
      const length = Math.min(CHUNK - at, slots - offset);
      const chunk = this.chunkAt(epoch);
      if (chunk) visit(chunk, at, offset, length);
      offset += length;
    }
  }

  private chunkAt(epoch: number): Chunk | undefined {
    const chunk = epoch < 0 ? undefined : this.chunks[epoch % this.chunks.length];
    return chunk?.epoch === epoch ? chunk : undefined;
  }

  private writable(epoch: number): Chunk | undefined {
    const index = epoch % this.chunks.length;
    const chunk = (this.chunks[index] ??= newChunk(epoch, this.extremes));
    if (chunk.epoch > epoch) return undefined;
    if (chunk.epoch < epoch) reset(chunk, epoch);
    return chunk;
  }
}

function newChunk(epoch: number, extremes: boolean): Chunk {
  return {
    epoch,
    sum: new Float64Array(CHUNK),
    count: new Float64Array(CHUNK),
    min: extremes ? new Float64Array(CHUNK).fill(Infinity) : undefined,
    max: extremes ? new Float64Array(CHUNK).fill(-Infinity) : undefined,
  };
}

function reset(chunk: Chunk, epoch: number): void {
  chunk.epoch = epoch;
  chunk.sum.fill(0);
  chunk.count.fill(0);
  chunk.min?.fill(Infinity);
  chunk.max?.fill(-Infinity);
}
