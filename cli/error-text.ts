import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Failure } from "./failure";
import { UsageError } from "./usage-error";

/**
 * What the user sees of an error. What they got wrong needs no stack trace; what their app threw keeps
 * the frames of the app, and loses those of Node and of this command line.
 */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError || error instanceof Failure) return error.message;
  // By name: the app has its own copy of the class.
  if (error.name === "InvalidInputError") return error.message;
  // Syntax errors, found by tsx and by ts-node: the message has file, line and column.
  if (error.name === "TransformError" || error.name === "TSError") return error.message;
  const lines = (error.stack ?? error.message).split("\n");
  if (isOwnOverflow(error, lines)) return "What was read is nested too deeply.";
  return lines.filter((line) => !isForeignFrame(stripVTControlCharacters(line))).join("\n");
}

/** 2 where the command line was wrong, 1 for everything else. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? 2 : 1;
}

function isForeignFrame(line: string): boolean {
  return (
    /^\s+at /.test(line) &&
    (/node:|node_modules/.test(line) || LOADER.some((file) => line.includes(file)))
  );
}

/** Input that is nested without end fills the stack of our readers; a recursion of the app's own is shown. */
function isOwnOverflow(error: Error, lines: readonly string[]): boolean {
  if (!(error instanceof RangeError) || !error.message.includes("call stack")) return false;
  const frames = lines.filter((line) => /^\s+at /.test(line));
  return frames.every(
    (frame) => frame.endsWith("(<anonymous>)") || READERS.some((room) => frame.includes(room)),
  );
}

const READERS = ["cli", "lab", "release", "review", "telemetry"].map((room) =>
  path.join(__dirname, "..", room, path.sep),
);

const LOADER = ["load-app", "load-module", "main"].map((name) => path.join(__dirname, `${name}.`));
