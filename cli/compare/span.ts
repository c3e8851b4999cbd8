import type { ReleaseSource, Span } from "../../release";
import { UsageError } from "../usage-error";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Distributions reach Datadog's queries within this time. */
const SETTLED = 120;
const MAX_DAYS = 60;

/** @throws UsageError for what is no number of hours or days */
export function hoursOf(flag: string, text: string): number {
  const [, amount, unit] = /^(\d+)(h|d)$/.exec(text) ?? [];
  const seconds = Number(amount) * (unit === "d" ? DAY : HOUR);
  if (seconds > 0 && seconds <= MAX_DAYS * DAY) return seconds;
  throw new UsageError(
    `${flag}: ${JSON.stringify(text)} given; allowed: such as 36h or 7d, up to ${MAX_DAYS}d`,
  );
}

/**
 * The time to look at, in whole buckets.
 *
 * @param now seconds since the epoch
 * @param back seconds to look back from now
 */
export function spanOf({ recorded }: ReleaseSource, now: number, back: number): Span {
  const { from, to } = recorded ?? { from: now - back, to: now - SETTLED };
  const bucket = to - from > MAX_FINE ? HOUR : HOUR / 12;
  const up = recorded ? Math.ceil : Math.floor;
  return { from: Math.floor(from / bucket) * bucket, to: up(to / bucket) * bucket, bucket };
}

/** Beyond this, five minutes would be too many points. */
const MAX_FINE = 3 * DAY;
