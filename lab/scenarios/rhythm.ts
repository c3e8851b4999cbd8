import type { TrafficDeclaration } from "../../telemetry";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Traffic at night, and at weekends, as a share of a weekday's peak. */
const NIGHT = 0.4;
const WEEKEND = 0.65;

/**
 * The daily and weekly rhythm: 1 at the peak of a weekday, least at three in the morning (UTC). Where
 * hours are declared, it is as high in all of them, and 0 in the others.
 *
 * @param seconds Since the epoch, whose first day was a Thursday.
 */
export function rhythm(seconds: number, hours?: TrafficDeclaration["hours"]): number {
  const hour = (seconds % DAY) / HOUR;
  return dailyRhythm(hour, hours) * (isWeekend(seconds) ? WEEKEND : 1);
}

function dailyRhythm(hour: number, hours: TrafficDeclaration["hours"]): number {
  if (!hours) return NIGHT + (1 - NIGHT) * (0.5 - 0.5 * Math.cos(((hour - 3) / 24) * 2 * Math.PI));
  const { from, to } = hours;
  const isWithin = from < to ? hour >= from && hour < to : hour >= from || hour < to;
  return isWithin ? 1 : 0;
}

function isWeekend(seconds: number): boolean {
  const weekday = (Math.floor(seconds / DAY) + 4) % 7;
  return weekday === 0 || weekday === 6;
}
