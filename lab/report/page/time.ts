/** A stretch of time, in seconds since the epoch; the end is excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"].concat([
  ...["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
]);

const two = (value: number): string => String(value).padStart(2, "0");

/** `12:07`, in UTC. */
export function clock(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `2 Jun 12:07`, in UTC. */
export function dateAndClock(seconds: number): string {
  return `${day(seconds)} ${clock(seconds)}`;
}

function day(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""}`;
}

/** `10:00 – 13:30`, with the days where there are several. */
export function rangeText({ from, to }: Range): string {
  if (to - from >= DAY) return `${dateAndClock(from)} – ${dateAndClock(to)} UTC`;
  return `${clock(from)} – ${clock(to)} UTC`;
}

/** `7 min`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  const [days, restHours] = [Math.floor(hours / 24), hours % 24];
  return restHours === 0 ? `${days} d` : `${days} d ${restHours} h`;
}

/** Minutes since the incident began: `+7 min`, `−12 min`. */
export function sinceOnset(minutes: number): string {
  if (minutes === 0) return "at once";
  return `${minutes < 0 ? "−" : "+"}${duration(Math.abs(minutes) * MINUTE)}`;
}

/** When something happened: since the incident began, or at what time where none is known. */
export function momentText(
  { onset, isReplay }: { readonly onset: number; readonly isReplay?: boolean },
  minute: number,
): string {
  return isReplay === true ? dateAndClock(onset + minute * MINUTE) : sinceOnset(minute);
}

const STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080].map((m) => m * MINUTE);

/** Round times in a range, at most `most` of them. */
export function ticks({ from, to }: Range, most: number): number[] {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? 4 * 7 * DAY;
  const found: number[] = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) found.push(time);
  return found;
}

/** The label of a round time: the clock, and the day at midnight. */
export function tickText(time: number): string {
  return time % DAY === 0 ? day(time) : clock(time);
}

/** `12:07:31`, in UTC. */
export function clockWithSeconds(seconds: number): string {
  return `${clock(seconds)}:${two(new Date(seconds * 1_000).getUTCSeconds())}`;
}
