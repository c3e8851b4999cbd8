/** In Jest each look-up of a global costs more than the arithmetic; this code runs per point. */
const { floor, max, min } = Math;

/** Slots that are allocated at once: a series that exists for an hour must not cost a month. */
const CHUNK = 256;

interface Chunk {
  /** Which stretch of time the chunk holds now; the ring reuses it. */
  epoch: number;
  /** Sum and number of points of each slot, side by side: both are always read. */
  readonly totals: Float64Array;
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
    const chunk = this.writable(floor(slot / CHUNK));
    if (!chunk) return;
    const at = slot % CHUNK;
    const { totals } = chunk;
    totals[2 * at] = (totals[2 * at] ?? 0) + value * weight;
    totals[2 * at + 1] = (totals[2 * at + 1] ?? 0) + weight;
    if (!chunk.min || !chunk.max) return;
    chunk.min[at] = min(chunk.min[at] ?? Infinity, value);
    chunk.max[at] = max(chunk.max[at] ?? -Infinity, value);
  }

  /** True where a slot has a point. */
  holds(slot: number): boolean {
    const chunk = this.chunkAt(floor(slot / CHUNK));
    return (chunk?.totals[2 * (slot % CHUNK) + 1] ?? 0) > 0;
  }

  /** Adds sum and number of `slots` slots from `from` on to the array, side by side. */
  accumulate(from: number, slots: number, into: Float64Array): void {
    this.eachSpan(from, slots, ({ totals }, at, offset, length) => {
      const [source, target] = [2 * at, 2 * offset];
      for (let index = 0; index < 2 * length; index += 1) {
        into[target + index] = (into[target + index] ?? 0) + (totals[source + index] ?? 0);
      }
    });
  }

  /** Adds every `stride`th slot from `from` on to the array, `length` of them. */
  accumulateEvery(from: number, stride: number, length: number, into: Float64Array): void {
    let index = 0;
    while (index < length) {
      const slot = from + index * stride;
      let at = slot % CHUNK;
      const totals = this.chunkAt((slot - at) / CHUNK)?.totals;
      for (; at < CHUNK && index < length; at += stride, index += 1) {
        if (!totals) continue;
        into[2 * index] = (into[2 * index] ?? 0) + (totals[2 * at] ?? 0);
        into[2 * index + 1] = (into[2 * index + 1] ?? 0) + (totals[2 * at + 1] ?? 0);
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
    totals: new Float64Array(2 * CHUNK),
    min: extremes ? new Float64Array(CHUNK).fill(Infinity) : undefined,
    max: extremes ? new Float64Array(CHUNK).fill(-Infinity) : undefined,
  };
}

function reset(chunk: Chunk, epoch: number): void {
  chunk.epoch = epoch;
  chunk.totals.fill(0);
  chunk.min?.fill(Infinity);
  chunk.max?.fill(-Infinity);
}
