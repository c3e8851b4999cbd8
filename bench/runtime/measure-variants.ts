import { GCProfiler } from "node:v8";
import { median } from "../support/measure";
import type { Variant } from "./variants/variant";

/** What calls of a variant cost, batch by batch. Those of one round ran right after each other. */
export interface VariantCost {
  readonly name: string;
  /** Microseconds of CPU time per call, of all threads of the process, sending included. */
  readonly cpuUs: readonly number[];
  /** The part of it that is spent in the call; the rest is sending, which an application does later. */
  readonly callUs: readonly number[];
  /** Bytes that a call puts on the JavaScript heap. */
  readonly bytes: number;
}

/**
 * Long enough that a batch pays for the collections of memory that it causes: what a flush leaves
 * behind makes a large one due every few flushes.
 */
const FLUSHES_PER_BATCH = 4;
const CALLS_PER_FLUSH = 500;
const CALLS_PER_BATCH = FLUSHES_PER_BATCH * CALLS_PER_FLUSH;
const WARM_UP_ROUNDS = 10;

/** Few enough that the young generation takes them without a collection. */
const CALLS_PER_ALLOCATION = 10;
const ALLOCATION_ROUNDS = 40;

/** Runs the variants in alternating batches. */
export async function measureVariants(
  variants: readonly Variant[],
  rounds: number,
): Promise<VariantCost[]> {
  const cpuUs = variants.map((): number[] => []);
  const callUs = variants.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    for (const index of shuffled(variants.length)) {
      const batch = await measureBatch(variants[index]!);
      if (round < WARM_UP_ROUNDS) continue;
      cpuUs[index]!.push(batch.cpuUs);
      callUs[index]!.push(batch.callUs);
    }
  }
  const bytes = await measureAllocation(variants);
  return variants.map(({ name }, index) => ({
    name,
    cpuUs: cpuUs[index]!,
    callUs: callUs[index]!,
    bytes: bytes[index]!,
  }));
}

/** In turn would not do: each variant would always pay for what the same one before it left behind. */
function shuffled(length: number): number[] {
  return Array.from({ length }, (_, index) => ({ index, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ index }) => index);
}

async function measureBatch({ call, flush }: Variant) {
  let called = 0;
  let sent = 0;
  for (let flushes = 0; flushes < FLUSHES_PER_BATCH; flushes++) {
    const before = process.cpuUsage();
    for (let count = 0; count < CALLS_PER_FLUSH; count++) await call();
    called += sum(process.cpuUsage(before));
    await flush();
    sent += sum(process.cpuUsage(before));
  }
  return { callUs: called / CALLS_PER_BATCH, cpuUs: sent / CALLS_PER_BATCH };
}

function sum({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

/**
 * Growth of `heapUsed` over a few calls. Node 20 has no counter of allocated bytes, so batches during
 * which memory was collected do not count. Buffers lie outside of the heap and are not in it.
 */
async function measureAllocation(variants: readonly Variant[]): Promise<number[]> {
  const samples = variants.map((): number[] => []);
  for (let round = 0; round < ALLOCATION_ROUNDS; round++) {
    for (const [index, { call, flush }] of variants.entries()) {
      gc!();
      const collections = new GCProfiler();
      collections.start();
      const before = process.memoryUsage().heapUsed;
      for (let count = 0; count < CALLS_PER_ALLOCATION; count++) await call();
      const grown = process.memoryUsage().heapUsed - before;
      if (collections.stop().statistics.length === 0) {
        samples[index]!.push(grown / CALLS_PER_ALLOCATION);
      }
      await flush();
    }
  }
  return samples.map((grown) => Math.round(median(grown)));
}
