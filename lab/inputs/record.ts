export type JsonObject = Readonly<Record<string, unknown>>;

/** An object or a list of JSON, or an empty object for whatever else it is. */
export function record(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}
