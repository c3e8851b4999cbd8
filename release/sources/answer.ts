/** What Datadog's query API answers is read without trust in its form. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === "object" && found !== null
        ? (found as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

/** What stands in a group's place where its series lacks the tag. */
const MISSING = /^n\/a$/i;

/** Of whom a series is; undefined where a tag is missing. */
export function groupOf(
  tags: readonly unknown[],
): { readonly version: string; readonly model: string; readonly feature: string } | undefined {
  const values = new Map(
    tags.flatMap((tag) => {
      const [key = "", ...rest] = String(tag).split(":");
      const value = rest.join(":");
      return MISSING.test(value) ? [] : [[key, value] as const];
    }),
  );
  const [version, model, feature] = ["prompt_version", "model", "feature"].map((key) =>
    values.get(key),
  );
  if (version === undefined || model === undefined || feature === undefined) return undefined;
  return { version, model, feature };
}
