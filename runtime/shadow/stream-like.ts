import { methodOf } from "../observe/patch";

const READ_ONCE = ["then", Symbol.asyncIterator, "getReader", "pipe"];

/** Whether looking at a value would take it from the caller, or begin something. */
export function isStreamLike(value: unknown): boolean {
  return READ_ONCE.some((name) => methodOf(value, name) !== undefined);
}
