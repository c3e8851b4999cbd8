import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

const MIB = 1 << 20;
/** Of JSON: more is no export and no stack, and what becomes of it would fill the memory. */
export const MOST_OF_JSON = 64 * MIB;
/** Of lines, which become less than they are. */
export const MOST_OF_LINES = 256 * MIB;

const CHUNK_BYTES = MIB;
const WAIT_MS = 20;
/** Whoever writes into a pipe may not have begun. */
const MOST_WAITS_FOR_A_WRITER = 50;

/**
 * The bytes of a file, or of a pipe such as `<(curl …)`, within a bound: what says nothing of its size, or
 * the wrong thing (`/dev/zero`), is read no further than that.
 *
 * @throws RangeError where there are more; Error of the system where it cannot be read.
 */
export function readBytes(file: string, most: number): Buffer {
  // Opened otherwise, a pipe into which nobody writes would hold us up for ever. Windows has no such flag.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (stats.size > most) throw tooLarge(most, stats.size);
    return Buffer.concat([...chunksOf(descriptor, stats, most)]);
  } finally {
    closeSync(descriptor);
  }
}

function* chunksOf(descriptor: number, stats: Stats, most: number): Generator<Buffer> {
  for (let total = 0, waits = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readSome(descriptor, chunk);
    const isUnwritten = read === 0 && total === 0 && stats.isFIFO();
    if (read === undefined || (isUnwritten && waits < MOST_WAITS_FOR_A_WRITER)) {
      waits += 1;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
      continue;
    }
    if (read === 0) return;
    total += read;
    if (total > most) throw tooLarge(most);
    yield chunk.subarray(0, read);
  }
}

/** Nothing where there is nothing yet. */
function readSome(descriptor: number, chunk: Buffer): number | undefined {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return undefined;
    throw error;
  }
}

function tooLarge(most: number, size?: number): RangeError {
  const has = size === undefined ? "more" : `${Math.round(size / MIB)} MiB`;
  return new RangeError(`it has ${has}, and at most ${most / MIB} MiB are read`);
}

/**
 * The text of a file in UTF-8, without the mark that Windows puts before it.
 *
 * @throws as `readBytes`; SyntaxError where it is no UTF-8.
 */
export function readText(file: string, most: number): string {
  const bytes = readBytes(file, most);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError("it is not written in UTF-8");
  }
}
