import { readFileSync } from "node:fs";
import { UsageError } from "./usage-error";

/**
 * What a file of JSON says, in the form that a reader makes of it.
 *
 * @param where the option that names the file, and the file
 * @throws UsageError where it cannot be read, naming it
 */
export function readJsonFile<T>(
  where: string,
  file: string,
  read: (json: unknown) => T,
  parse: (text: string) => unknown = JSON.parse,
): T {
  try {
    return read(parse(textOf(readFileSync(file))));
  } catch (error) {
    throw new UsageError(`${where}: ${reasonOf(error)}`);
  }
}

/** The text of a file in UTF-8, without the mark that Windows puts before it. */
function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new SyntaxError("it is not written in UTF-8");
  }
}

/** What is wrong with a file, for the user: Node says of nesting only that its own stack is full. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return "it is nested too deeply to be read";
  }
  return (error as Error).message;
}
