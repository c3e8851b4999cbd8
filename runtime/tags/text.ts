import { MAX_TAG_LENGTH, normalizeTagValue } from "../../telemetry";

/**
 * Text of a tag value that came from the application, or `undefined` where it is no text. Objects are
 * not turned into text: their `toString` is the application's code, and may hold anything.
 */
export function tagText(tag: string, value: unknown): string | undefined {
  if (typeof value !== "string") {
    return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
  }
  if (value === "") return undefined;
  // Tag values are map keys here, and a key must not keep a megabyte alive.
  return value.length > MAX_TAG_LENGTH ? normalizeTagValue(tag, value) : value;
}

/** Text for a span's tag: unbounded in its values, but not in its length. */
export function spanText(value: unknown): string | undefined {
  if (typeof value === "string") {
    return value === "" ? undefined : value.slice(0, MAX_TAG_LENGTH);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
