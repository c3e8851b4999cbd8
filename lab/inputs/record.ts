export type JsonObject = Readonly<Record<string, unknown>>;

/** An object or a list of JSON, or an empty object for whatever else it is. */
export function record(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

/** The blocks of Terraform JSON in one place: where it takes a list, it takes one by itself, too. */
export function blocksOf(value: unknown): JsonObject[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map(record);
}
