import { isRecord } from "../checks";
import type { Problems } from "../problems";

/** The properties of a type: none can be forgotten here, and none is left that the type has not. */
export function keysOf<T>(keys: Readonly<Record<keyof T, true>>): readonly string[] {
  return Object.keys(keys);
}

/** The object at a path, once its shape and its properties' names are checked; nothing for another shape. */
export function checkedRecord(
  problems: Problems,
  path: string,
  given: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(given)) {
    problems.add(path === "" ? "declaration" : path, given, "an object");
    return undefined;
  }
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) problems.unknown(path, name, known);
  }
  return given;
}

export function checkFlag(problems: Problems, path: string, given: unknown): void {
  if (given !== undefined) {
    problems.require(typeof given === "boolean", path, given, "true or false");
  }
}
