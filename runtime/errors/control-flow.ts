import { inspectError, read } from "./inspect";

/**
 * True for what LangGraph throws without anything having failed: to wait for a human (`interrupt()`),
 * or to go on in another graph. It says so by this property.
 */
export function isControlFlow(error: unknown): boolean {
  return read(error, "is_bubble_up") === true;
}

const ABORTS = /^(Request)?Abort(ed)?(Err|Error)$|^APIUserAbortError$/;

/** True for the error of a reader who broke off, and not for that of a time limit. */
export function isAbort(error: unknown): boolean {
  const { names } = inspectError(error);
  return names.some((name) => ABORTS.test(name)) && !names.some((name) => /timeout/i.test(name));
}
