import type { MetricStore, Series, SeriesType } from "../metrics";
import type { HealthyMinutes, PlayedMinute, SentSeries } from "./healthy-minutes";

/** Points that are being played, to be written again into other stores. */
interface Recorded {
  readonly series: number[];
  readonly values: number[];
  readonly times: number[];
}

/** Writes points into a store: those that are played, and those of minutes that were played before. */
export class PointWriter {
  /** By the array of tags, of which there is one for the same tags, and by the metric's name. */
  private readonly numbers = new WeakMap<readonly string[], Map<string, number>>();
  /** This store's, by number; `null` for those that it refuses, or is not to have. */
  private readonly series: (Series | null)[] = [];
  private recorded: Recorded | undefined;

  constructor(
    private readonly store: MetricStore,
    private readonly minutes: HealthyMinutes,
    private readonly metrics?: ReadonlySet<string>,
  ) {}

  add(type: SeriesType, name: string, tags: readonly string[], value: number, time: number): void {
    const number = this.numberOf(type, name, tags);
    if (this.recorded) {
      this.recorded.series.push(number);
      this.recorded.values.push(value);
      this.recorded.times.push(time);
    }
    this.write(number, value, time);
  }

  /** Plays requests, and returns what they sent. */
  record(play: () => number): PlayedMinute {
    const recorded: Recorded = { series: [], values: [], times: [] };
    this.recorded = recorded;
    const requests = play();
    this.recorded = undefined;
    return {
      requests,
      series: Uint32Array.from(recorded.series),
      values: Float64Array.from(recorded.values),
      times: Float64Array.from(recorded.times),
    };
  }

  writeAgain({ series, values, times }: PlayedMinute): void {
    series.forEach((number, index) => {
      this.write(number, values[index] ?? NaN, times[index] ?? NaN);
    });
  }

  private write(number: number, value: number, time: number): void {
    let series = this.series[number];
    if (series === undefined) {
      this.series[number] = series = this.seriesOf(this.minutes.seriesOf(number));
    }
    if (series) this.store.addTo(series, value, time);
  }

  private seriesOf({ type, name, tags }: SentSeries): Series | null {
    if (this.metrics?.has(name) === false) return null;
    return this.store.seriesOf(type, name, tags) ?? null;
  }

  private numberOf(type: SeriesType, name: string, tags: readonly string[]): number {
    let byName = this.numbers.get(tags);
    if (!byName) this.numbers.set(tags, (byName = new Map<string, number>()));
    let number = byName.get(name);
    if (number === undefined) {
      number = this.minutes.numberOf({ type, name, tags });
      byName.set(name, number);
    }
    return number;
  }
}
