import { MOST_OF_JSON, readText } from "./read-bytes";
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
    return read(parse(readText(file, MOST_OF_JSON)));
  } catch (error) {
    throw new UsageError(`${where}: ${reasonOf(error)}`);
  }
}

/** What is wrong with a file, for the user: Node says of nesting only that its own stack is full. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return "it is nested too deeply to be read";
  }
  return (error as Error).message;
}
