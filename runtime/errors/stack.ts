import { read } from "./inspect";

const MAX_FRAMES = 30;
const MAX_STACK_LENGTH = 20_000;

/** `    at name (file:1:2)`, `    at async file:1:2`, `    at native`. */
const FRAME = /^ {4}at \S.{0,300}$/;
const PLACE = /(?::\d{1,9}:\d{1,9}|native|<anonymous>|index \d{1,9})\)?$/;

/**
 * The frames of an error's stack without its message, which may quote a prompt.
 *
 * A message can have several lines, some of them looking like frames. So the message itself is taken
 * off first, and only the run of frames at the very end counts.
 */
export function stackFrames(error: unknown): string | undefined {
  const stack = read(error, "stack");
  const message = read(error, "message");
  if (typeof stack !== "string" || typeof message !== "string") return undefined;
  const at = message === "" ? 0 : stack.indexOf(message);
  // Without its message the stack shows another one: it was changed after the error was made.
  if (at === -1) return undefined;
  const end = at + message.length;
  const lines = stack.slice(end, end + MAX_STACK_LENGTH).split("\n");
  if (stack.length > end + MAX_STACK_LENGTH) lines.pop();
  const first = lines.findLastIndex((line) => !isFrame(line)) + 1;
  const frames = lines.slice(first, first + MAX_FRAMES);
  return frames.length === 0 ? undefined : frames.join("\n");
}

function isFrame(line: string): boolean {
  return FRAME.test(line) && PLACE.test(line);
}
