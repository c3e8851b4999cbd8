import { read } from "../errors/inspect";

const MAX_LENGTH = 100;

/** What a value is, for a notice: its constructor's name, and nothing of what it holds. */
export function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  const name = read(read(value, "constructor"), "name");
  return typeof name === "string" && name !== "" ? name.slice(0, MAX_LENGTH) : "Object";
}
