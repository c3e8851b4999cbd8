import type * as Msgpack from "@msgpack/msgpack";
import { MalformedInputError } from "./malformed";

/** A span is five levels deep; this leaves room for nested attributes. */
const MAX_DEPTH = 32;

/** Above the densest payload that a tracer builds (8 MiB of string indexes and small integers). */
const MAX_VALUES = 5_000_000;

/**
 * The decoder, required late: only the local agent needs it, and the lab is used without one.
 *
 * @throws Error where the package is not installed
 */
export function loadMsgpack(): typeof Msgpack {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@msgpack/msgpack") as typeof Msgpack;
  } catch (cause) {
    const message =
      "The local agent reads traces with @msgpack/msgpack, which is not installed: " +
      "npm install --save-dev @msgpack/msgpack";
    throw Object.assign(new Error(message, { cause }), { code: "MODULE_NOT_FOUND" });
  }
}

/**
 * Decodes one msgpack value; 64-bit integers become `bigint`.
 *
 * @throws MalformedInputError for anything that is not exactly one value.
 */
export function decodeMsgpack(bytes: Uint8Array): unknown {
  const { decode } = loadMsgpack();
  try {
    checkStructure(bytes);
    return decode(bytes, { useBigInt64: true });
  } catch (error) {
    throw new MalformedInputError("invalid_msgpack", messageOf(error));
  }
}

/**
 * Walks the value without building it. The decoder allocates an array of whatever length a header
 * announces and a frame per level, so a few kilobytes could ask it for gigabytes. Here no header may
 * announce more values than there are bytes left for them.
 */
function checkStructure(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const levels = [1];
  let outstanding = 1;
  let values = 0;
  let position = 0;
  while (levels.length > 0) {
    const top = levels.length - 1;
    const left = levels[top] ?? 0;
    if (left === 0) {
      levels.pop();
      continue;
    }
    levels[top] = left - 1;
    const { size, children } = measure(view, position);
    position += size;
    values += 1;
    outstanding += children - 1;
    if (outstanding > bytes.length - position) throw new RangeError("The payload is cut off.");
    if (values > MAX_VALUES) throw new RangeError(`There are more than ${MAX_VALUES} values.`);
    if (children > 0 && levels.push(children) > MAX_DEPTH) {
      throw new RangeError(`Values are nested more than ${MAX_DEPTH} deep.`);
    }
  }
}

interface Measure {
  /** Bytes of the header and of the value's own data. */
  readonly size: number;
  /** Values inside an array or a map (there, keys count too). */
  readonly children: number;
}

/** @throws RangeError where the header is cut off or undefined. */
function measure(view: DataView, position: number): Measure {
  const head = view.getUint8(position);
  if (head < 0x80 || head >= 0xe0) return { size: 1, children: 0 };
  if (head < 0x90) return { size: 1, children: 2 * (head & 0x0f) };
  if (head < 0xa0) return { size: 1, children: head & 0x0f };
  if (head < 0xc0) return { size: 1 + (head & 0x1f), children: 0 };
  const fixedSize = FIXED_SIZES[head];
  if (fixedSize !== undefined) return { size: fixedSize, children: 0 };
  const { lengthBytes, counts } = SIZED[head] ?? undefinedHead(head);
  const length = readLength(view, position + 1, lengthBytes);
  const header = 1 + lengthBytes;
  if (counts === "values") return { size: header, children: length };
  if (counts === "pairs") return { size: header, children: 2 * length };
  return { size: header + length + (counts === "extension" ? 1 : 0), children: 0 };
}

/** Size of the values whose header alone says it: nil, booleans, numbers, fixed extensions. */
const FIXED_SIZES: Partial<Record<number, number>> = {
  0xc0: 1,
  0xc2: 1,
  0xc3: 1,
  0xca: 5,
  0xcb: 9,
  0xcc: 2,
  0xcd: 3,
  0xce: 5,
  0xcf: 9,
  0xd0: 2,
  0xd1: 3,
  0xd2: 5,
  0xd3: 9,
  0xd4: 3,
  0xd5: 4,
  0xd6: 6,
  0xd7: 10,
  0xd8: 18,
};

interface SizedHead {
  readonly lengthBytes: 1 | 2 | 4;
  /** What the length after the header counts; an extension has a type byte beyond it. */
  readonly counts: "bytes" | "extension" | "values" | "pairs";
}

const SIZED: Partial<Record<number, SizedHead>> = {
  0xc4: { lengthBytes: 1, counts: "bytes" },
  0xc5: { lengthBytes: 2, counts: "bytes" },
  0xc6: { lengthBytes: 4, counts: "bytes" },
  0xc7: { lengthBytes: 1, counts: "extension" },
  0xc8: { lengthBytes: 2, counts: "extension" },
  0xc9: { lengthBytes: 4, counts: "extension" },
  0xd9: { lengthBytes: 1, counts: "bytes" },
  0xda: { lengthBytes: 2, counts: "bytes" },
  0xdb: { lengthBytes: 4, counts: "bytes" },
  0xdc: { lengthBytes: 2, counts: "values" },
  0xdd: { lengthBytes: 4, counts: "values" },
  0xde: { lengthBytes: 2, counts: "pairs" },
  0xdf: { lengthBytes: 4, counts: "pairs" },
};

function undefinedHead(head: number): never {
  throw new RangeError(`0x${head.toString(16)} starts no value.`);
}

function readLength(view: DataView, position: number, bytes: SizedHead["lengthBytes"]): number {
  if (bytes === 1) return view.getUint8(position);
  return bytes === 2 ? view.getUint16(position) : view.getUint32(position);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
