/** Moves an instant, in seconds since the epoch, to the earlier one that it is compared with. */
export type Shift = (time: number) => number;

const DAY = 86_400;

/** @see https://docs.datadoghq.com/dashboards/functions/timeshift/ */
export const FIXED_SHIFTS: Readonly<Record<string, number>> = {
  hour_before: 3_600,
  day_before: DAY,
  week_before: 7 * DAY,
  month_before: 28 * DAY,
};

/**
 * `calendar_shift`: the same local time, days, weeks or months earlier.
 *
 * @param amount As in `-1d`, `-4w`, `-1mo`.
 * @returns undefined for an amount or a time zone that does not exist.
 * @see https://docs.datadoghq.com/dashboards/functions/timeshift/#calendar-shift
 */
export function calendarShift(amount: string, timeZone: string): Shift | undefined {
  const parsed = /^-(\d+)(d|w|mo)$/.exec(amount);
  const offset = zoneOffset(timeZone);
  if (!parsed || !offset) return undefined;
  const count = Number(parsed[1]);
  const unit = parsed[2];
  return (time) => {
    const local = time + offset(time);
    const moved = unit === "mo" ? monthsEarlier(local, count) : local - count * daysOf(unit);
    // The offset of the day arrived at: a day may have 23 or 25 hours.
    return moved - offset(moved - offset(time));
  };
}

function daysOf(unit: string | undefined): number {
  return unit === "w" ? 7 * DAY : DAY;
}

function monthsEarlier(local: number, months: number): number {
  const date = new Date(local * 1_000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() / 1_000;
}

/** Seconds by which local time is ahead of UTC. */
function zoneOffset(timeZone: string): Shift | undefined {
  if (timeZone === "UTC") return () => 0;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
  const byQuarterHour = new Map<number, number>();
  return (time) => {
    const quarter = Math.floor(time / 900);
    let offset = byQuarterHour.get(quarter);
    if (offset === undefined) {
      offset = readOffset(format, time);
      byQuarterHour.set(quarter, offset);
    }
    return offset;
  };
}

function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const name = format
    .formatToParts(time * 1_000)
    .find(({ type }) => type === "timeZoneName")?.value;
  const parsed = /GMT([+-])(\d+):(\d+)/.exec(name ?? "");
  if (!parsed) return 0;
  const seconds = Number(parsed[2]) * 3_600 + Number(parsed[3]) * 60;
  return parsed[1] === "-" ? -seconds : seconds;
}
