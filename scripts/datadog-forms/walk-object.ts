/** Visits every object in a JSON value, from the outside in. */
export function walkObject(
  value: unknown,
  visit: (object: Readonly<Record<string, unknown>>) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(value)) walkObject(inner, visit);
}
