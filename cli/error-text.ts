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
  const missing = missingPackage(error);
  if (missing !== undefined) {
    return `This command needs ${missing}, which is not installed: npm install --save-dev ${missing}`;
  }
  const lines = (error.stack ?? error.message).split("\n");
  if (isOwnOverflow(error, lines)) return "What was read is nested too deeply.";
  return lines.filter((line) => !isForeignFrame(stripVTControlCharacters(line))).join("\n");
}

/** 2 where the command line, or what is installed, was wrong; 1 for everything else. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError || missingPackage(error) !== undefined ? 2 : 1;
}

/** A package of others that one of our own files loads: a service needs few of them, so none is forced on it. */
function missingPackage(error: unknown): string | undefined {
  const { code, message, requireStack } = Object(error) as Readonly<Record<string, unknown>>;
  if (code !== "MODULE_NOT_FOUND" || !Array.isArray(requireStack)) return undefined;
  const [, name] =
    /^Cannot find module '((?:@[\w.-]+\/)?[\w-][\w.-]*)'/.exec(String(message)) ?? [];
  const isOurs = OWN.some((room) => String(requireStack[0]).startsWith(room));
  return isOurs ? name : undefined;
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

const roomsOf = (...names: readonly string[]): string[] =>
  names.map((name) => path.join(__dirname, "..", name, path.sep));

const READERS = roomsOf("cli", "lab", "release", "review", "telemetry");
const OWN = [...READERS, ...roomsOf("constructs", "runtime")];

const LOADER = ["load-app", "load-module", "main"].map((name) => path.join(__dirname, `${name}.`));
