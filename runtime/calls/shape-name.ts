import { read } from "../errors/inspect";
import { isIdentifier } from "../errors/word";

/** What a value is, for a notice: its constructor's name, and nothing of what it holds. */
export function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  const name = read(read(value, "constructor"), "name");
  return isIdentifier(name) ? name : "Object";
}
