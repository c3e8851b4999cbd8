import { read } from "./inspect";

/**
 * True for what LangGraph throws without anything having failed: to wait for a human (`interrupt()`),
 * or to go on in another graph. It says so by this property.
 */
export function isControlFlow(error: unknown): boolean {
  return read(error, "is_bubble_up") === true;
}
