const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A window that begins with the calendar's hour, day or month, and grows until the next one begins. */
export type CumulativeUnit = "h" | "d" | "mo";

/** Seconds of the longest such window: what decides how often it is evaluated. */
export const MAX_SECONDS: Readonly<Record<CumulativeUnit, number>> = {
  h: HOUR,
  d: DAY,
  mo: 31 * DAY,
};

/**
 * The instant at which the window of a time began: the hour, midnight, or midnight of the first of the
 * month, UTC.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#cumulative-time-windows
 */
export function startOfWindow(unit: CumulativeUnit, time: number): number {
  if (unit === "h") return wholeHours(time);
  if (unit === "d") return Math.floor(time / DAY) * DAY;
  const date = new Date(time * 1_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1_000;
}

/** The last whole hour: what lies before it is kept longer than what lies after it. */
export function wholeHours(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

/** Where a cumulative window begins, by the option that says so; anything else is not evaluated. */
export function beginsAtMidnight(schedulingOptions: unknown): boolean {
  const options = onlyOne(schedulingOptions);
  if (Object.keys(options).some((name) => name !== "evaluation_window")) return false;
  return Object.entries(onlyOne(options["evaluation_window"])).every(([name, value]) =>
    (MIDNIGHT[name] ?? []).includes(value),
  );
}

const MIDNIGHT: Readonly<Record<string, readonly unknown[]>> = {
  day_starts: ["00:00", "", null],
  month_starts: [1, "1", 0, null],
  hour_starts: [0, null],
  timezone: ["UTC", "", null],
};

/** Terraform may write a block as a list of one. */
function onlyOne(value: unknown): Readonly<Record<string, unknown>> {
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof one === "object" && one !== null ? (one as Record<string, unknown>) : {};
}
