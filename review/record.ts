export type Attributes = Readonly<Record<string, unknown>>;

/** An object of JSON, or an empty one for whatever else it is. */
export function record(value: unknown): Attributes {
  return typeof value === "object" && value !== null ? (value as Attributes) : {};
}
