import { isBuiltin } from "node:module";
import path from "node:path";
import { read } from "./inspect";
import { isNoText } from "./word";

const MAX_FRAMES = 30;
const MAX_STACK_LENGTH = 20_000;

/** `TypeError: `, `TypeError [ERR_X]: `, or no more than the name where there is no message. */
const HEAD = /^[\w$.]{1,64}(?: \[\w{1,64}\])?(?:: )?/;
const FRAME = /^ {4}at (?:(\S.{0,200}) \()?(?:async )?([^()\s].{0,400}?):(\d{1,9}):(\d{1,9})\)?$/;

/** What a function is called in code; anything else may be its input. */
const FUNCTION =
  /^(?:async )?(?:new )?(?:[\w$#]{1,64}|<anonymous>)(?:\.(?:[\w$#]{1,64}|<anonymous>)){0,5}$/;

/**
 * The frames of an error's stack, built anew from their parts: no text of the stack is copied.
 *
 * A stack begins with the message of the time when it was made, and lines of that may look like frames.
 * So it counts only where the error still says the same message and nothing but frames follow it, and
 * of those only frames in files of this process.
 */
export function stackFrames(error: unknown): string | undefined {
  const stack = read(error, "stack");
  const message = read(error, "message");
  if (typeof stack !== "string" || typeof message !== "string") return undefined;
  const head = HEAD.exec(stack.slice(0, 200))?.[0] ?? "";
  // Another message, or another name before it: where the message ends is not known.
  if (head === "" || !stack.startsWith(`${message}\n`, head.length)) return undefined;
  const begin = head.length + message.length + 1;
  const lines = stack.slice(begin, begin + MAX_STACK_LENGTH).split("\n");
  if (stack.length > begin + MAX_STACK_LENGTH) lines.pop();
  if (!lines.every((line) => line.startsWith("    at "))) return undefined;
  const frames = lines.map(frame).filter((line) => line !== undefined);
  return frames.length === 0 ? undefined : frames.slice(0, MAX_FRAMES).join("\n");
}

function frame(line: string): string | undefined {
  const [, name, file, row, column] = FRAME.exec(line) ?? [];
  if (file === undefined || !isOwnFile(file)) return undefined;
  const place = `${file}:${row}:${column}`;
  const called = name?.replace(/ \[as [^\]]*\]$/, "");
  return called !== undefined && isFunctionName(called)
    ? `    at ${called} (${place})`
    : `    at ${place}`;
}

function isFunctionName(name: string): boolean {
  return FUNCTION.test(name) && name.split(/[ .]/).every(isNoText);
}

/** A file that this process may have loaded: a message may quote somebody else's stack. */
function isOwnFile(file: string): boolean {
  if (file.startsWith("node:"))
    return /^node:internal\/[\w/-]{1,200}$/.test(file) || isBuiltin(file);
  const local = file.replace(/^file:\/\/(?=\/)/, "");
  if (!/^(?:\/|[A-Za-z]:[\\/])[^\p{Cc}"'<>|?*,;!]{1,400}\.[cm]?[jt]sx?$/u.test(local)) return false;
  if (SENTENCE.test(local)) return false;
  return /[\\/]node_modules[\\/]\S+$/.test(local) || ROOTS.some((root) => local.startsWith(root));
}

/** The name of a file or folder has fewer spaces: `//# sourceURL=` names code that was made as it likes. */
const SENTENCE = /(?: [^ \\/]+){3}/;

/** Where the process runs, and where its program lies. */
const ROOTS = [process.cwd(), path.dirname(process.argv[1] ?? process.cwd())].map((folder) =>
  folder.endsWith(path.sep) ? folder : folder + path.sep,
);
