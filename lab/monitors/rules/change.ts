/**
 * The change of each value against the one before the shift, before the window is reduced. A missing
 * value makes a missing change, and so does a percentage of 0.
 *
 * @see https://docs.datadoghq.com/monitors/types/change-alert/
 */
export function change(kind: "change" | "pct_change", now: number, before: number): number {
  const difference = now - before;
  if (kind === "change") return difference;
  return before === 0 ? NaN : (difference / before) * 100;
}
