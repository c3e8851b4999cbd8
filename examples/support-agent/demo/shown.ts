/** Numbers as a person reads them: whole milliseconds and tokens, scores and dollars to 4 decimals. */
export function shown(value: number | string): string {
  if (typeof value === "string") return value;
  return String(value > 10 ? Math.round(value) : Math.round(value * 10_000) / 10_000);
}
