const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Traffic at night, and at weekends, as a share of a weekday's peak. */
const NIGHT = 0.4;
const WEEKEND = 0.65;

/**
 * The daily and weekly rhythm: 1 at the peak of a weekday, least at three in the morning (UTC).
 *
 * @param seconds Since the epoch, whose first day was a Thursday.
 */
export function rhythm(seconds: number): number {
  const hour = (seconds % DAY) / HOUR;
  const daily = NIGHT + (1 - NIGHT) * (0.5 - 0.5 * Math.cos(((hour - 3) / 24) * 2 * Math.PI));
  return daily * (isWeekend(seconds) ? WEEKEND : 1);
}

function isWeekend(seconds: number): boolean {
  const weekday = (Math.floor(seconds / DAY) + 4) % 7;
  return weekday === 0 || weekday === 6;
}
