import { closeSync, openSync, readSync } from "node:fs";
import type { Point } from "../metrics";

/** From the first to the last point, in seconds since the epoch. */
export interface RecordedSpan {
  readonly first: number;
  readonly last: number;
}

/** @returns Undefined where there are no points. */
export function spanOf(points: Iterable<Required<Point>>): RecordedSpan | undefined {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp } of points) {
    if (timestamp < first) first = timestamp;
    if (timestamp > last) last = timestamp;
  }
  return first > last ? undefined : { first, last };
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

/**
 * The span of a recording whose lines begin with their times, as `record` writes them: much faster than
 * reading its points.
 *
 * @returns Undefined where a line begins otherwise.
 */
export function spanOfFile(file: string): RecordedSpan | undefined {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.allocUnsafe(CHUNK_BYTES);
    let [first, last, kept, isHeader] = [Infinity, -Infinity, 0, true];
    for (;;) {
      const read = readSync(descriptor, bytes, kept, CHUNK_BYTES - kept, null);
      const end = kept + read;
      const whole = read === 0 ? end : bytes.lastIndexOf(NEWLINE, end - 1) + 1;
      for (let start = 0; start < whole;) {
        const newline = bytes.indexOf(NEWLINE, start);
        const time = newline === start || isHeader ? undefined : timeAt(bytes, start);
        if (time === undefined && !isHeader && newline !== start) return undefined;
        if (time !== undefined) [first, last] = [Math.min(first, time), Math.max(last, time)];
        isHeader = false;
        start = newline < 0 || newline >= whole ? whole : newline + 1;
      }
      if (read === 0) return first > last ? undefined : { first, last };
      bytes.copy(bytes, 0, whole, end);
      kept = end - whole;
      if (kept === CHUNK_BYTES) return undefined;
    }
  } finally {
    closeSync(descriptor);
  }
}

const BEFORE_TIME = '{"time":';
const [COMMA, POINT, ZERO, NINE] = [44, 46, 48, 57];
/** So many digits are exact. */
const MAX_DIGITS = 15;

/** The number that a line begins with; undefined where it is not written plainly. */
function timeAt(bytes: Buffer, start: number): number | undefined {
  for (let at = 0; at < BEFORE_TIME.length; at += 1) {
    if (bytes[start + at] !== BEFORE_TIME.charCodeAt(at)) return undefined;
  }
  let [digits, scale] = [0, 0];
  const from = start + BEFORE_TIME.length;
  for (let at = from; at <= from + MAX_DIGITS; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === COMMA && at > from) return scale === 0 ? digits : digits / scale;
    if (code === POINT && scale === 0) scale = 1;
    else if (code >= ZERO && code <= NINE)
      [digits, scale] = [digits * 10 + code - ZERO, scale * 10];
    else return undefined;
  }
  return undefined;
}
