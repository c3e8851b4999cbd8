import type { SeriesType } from "../metrics";

/** A series by what a client sends of it. */
export interface SentSeries {
  readonly type: SeriesType;
  readonly name: string;
  readonly tags: readonly string[];
}

/** The points that the requests of one minute sent, in their order. */
export interface PlayedMinute {
  readonly requests: number;
  /** Numbers of series, as {@link HealthyMinutes.numberOf} gave them. */
  readonly series: Uint32Array;
  readonly values: Float64Array;
  /** Seconds since the epoch: what takes long is sent later than in this minute. */
  readonly times: Float64Array;
}

/** Points kept in all, of 20 bytes each. */
const MAX_POINTS = 4_000_000;

/**
 * The minutes of one service in which nothing happens. They are the same in all of its scenarios, so
 * that each is played once.
 */
export class HealthyMinutes {
  private readonly minutes = new Map<string, PlayedMinute>();
  private readonly numbers = new Map<string, number>();
  private readonly series: SentSeries[] = [];
  private points = 0;

  constructor(readonly seed: number) {}

  get(perMinute: number, time: number): PlayedMinute | undefined {
    return this.minutes.get(`${perMinute} ${time}`);
  }

  keep(perMinute: number, time: number, minute: PlayedMinute): void {
    if (this.points + minute.series.length > MAX_POINTS) return;
    this.points += minute.series.length;
    this.minutes.set(`${perMinute} ${time}`, minute);
  }

  numberOf(sent: SentSeries): number {
    const key = [sent.type, sent.name, ...sent.tags].join();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.series.push(sent) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  seriesOf(number: number): SentSeries {
    const sent = this.series[number];
    if (!sent) throw new RangeError(`There is no series ${number}.`);
    return sent;
  }
}

const KEPT = new WeakMap<object, HealthyMinutes>();

/** Those of a declaration, of the seed that was asked for last. */
export function healthyMinutesOf(service: object, seed: number): HealthyMinutes {
  const kept = KEPT.get(service);
  if (kept?.seed === seed) return kept;
  const fresh = new HealthyMinutes(seed);
  KEPT.set(service, fresh);
  return fresh;
}
