import { binValue, type MetricStore, type Series, type SeriesType } from "../metrics";
import { ByteReader, ByteWriter } from "./bytes";

/** How finely series are stored. */
export interface Resolution {
  /** Seconds per bucket: a multiple of 60, and of 3,600 beyond 26 hours. */
  readonly step: number;
  /**
   * Bins of the lab's sketch that become one, odd. 1 keeps its half percent; with 3, a percentile may
   * be another percent off.
   */
  readonly binsPerBin: number;
}

/** Names and tags of the encoded series, and where to find their numbers. */
export interface EncodedSeries extends Resolution {
  /** Seconds since the epoch; buckets count from here. */
  readonly start: number;
  /** Each tag once. */
  readonly tags: readonly string[];
  /** In the order of the numbers. */
  readonly metrics: readonly {
    readonly name: string;
    readonly type: SeriesType;
    /** Per series, indexes of its tags. */
    readonly series: readonly (readonly number[])[];
  }[];
}

export interface EncodedStore {
  readonly series: EncodedSeries;
  readonly numbers: Uint8Array;
}

const MINUTE_TIER = 1;
const HOUR_TIER = 2;
const HOUR = 3_600;

/** Everything in a store, in buckets. */
export function encodeStore(store: MetricStore, resolution: Resolution): EncodedStore {
  const { step } = resolution;
  const first = Math.floor((Number.isFinite(store.earliest) ? store.earliest : 0) / step);
  const writer = new ByteWriter();
  const tags = new Map<string, number>();
  const indexOf = (tag: string): number => {
    const index = tags.get(tag) ?? tags.size;
    tags.set(tag, index);
    return index;
  };
  const metrics = store.names().flatMap((name) => {
    const metric = store.metric(name);
    if (!metric) return [];
    for (const series of metric.series) writeSeries(writer, series, resolution, first);
    const { type, series } = metric;
    return [{ name, type, series: series.map(({ tagList }) => tagList.map(indexOf)) }];
  });
  const series = { ...resolution, start: first * step, tags: [...tags.keys()], metrics };
  return { series, numbers: writer.finish() };
}

/** A store that answers what the encoded one did, within the resolution. */
export function decodeStore({ series, numbers }: EncodedStore, store: MetricStore): void {
  const reader = new ByteReader(numbers);
  for (const { name, type, series: all } of series.metrics) {
    for (const indexes of all) {
      const tags = indexes.map((index) => series.tags[index] ?? "");
      readSeries(reader, series, type, (value, time, weight) => {
        store.add(type, name, tags, value, time, weight);
      });
    }
  }
}

interface Bucket {
  readonly index: number;
  readonly sum: number;
  readonly count: number;
}

function writeSeries(
  writer: ByteWriter,
  series: Series,
  { step, binsPerBin }: Resolution,
  first: number,
): void {
  const buckets = bucketsOf(series, step, first);
  writer.unsigned(buckets.length);
  let last = 0;
  for (const { index } of buckets) {
    writer.unsigned(index - last);
    last = index;
  }
  if (series.type === "count") {
    const whole = buckets.every(({ sum }) => Number.isSafeInteger(sum) && sum >= 0);
    writer.unsigned(whole ? 1 : 0);
    for (const { sum } of buckets) {
      if (whole) writer.unsigned(sum);
      else writer.float(sum);
    }
    return;
  }
  for (const { sum } of buckets) writer.float(sum);
  for (const { count } of buckets) writer.float(count);
  if (series.type === "gauge") return;
  for (const { index } of buckets) {
    writeBins(writer, binsOf(series, (first + index) * step, step, binsPerBin));
  }
}

function bucketsOf(series: Series, step: number, first: number): Bucket[] {
  const tier = series.tiers[step % HOUR === 0 ? HOUR_TIER : MINUTE_TIER];
  const perBucket = step / (tier?.step ?? step);
  const slots = Math.floor(series.lastPoint / step) - first + 1;
  if (!tier || !(slots > 0)) return [];
  // Sum and number of points of each slot, side by side.
  const totals = new Float64Array(2 * slots * perBucket);
  tier.ring.accumulate(first * perBucket, slots * perBucket, totals);
  const buckets: Bucket[] = [];
  for (let index = 0; index < slots; index += 1) {
    let [sum, count] = [0, 0];
    for (let slot = index * perBucket; slot < (index + 1) * perBucket; slot += 1) {
      sum += totals[2 * slot] ?? 0;
      count += totals[2 * slot + 1] ?? 0;
    }
    if (count > 0) buckets.push({ index, sum, count });
  }
  return buckets;
}

/** Weights by bin, in order; bins of the sketch are joined around the middle one. */
function binsOf(
  series: Series,
  time: number,
  step: number,
  binsPerBin: number,
): [number, number][] {
  const tier = series.tiers[step % HOUR === 0 ? HOUR_TIER : MINUTE_TIER];
  if (!tier?.bins) return [];
  const from = time / tier.step;
  const joined = new Map<number, number>();
  for (const [code, weight] of tier.bins.collect(from, from + step / tier.step)) {
    const bin = Math.round(code / binsPerBin);
    joined.set(bin, (joined.get(bin) ?? 0) + weight);
  }
  return [...joined].sort(([a], [b]) => a - b);
}

function writeBins(writer: ByteWriter, bins: readonly (readonly [number, number])[]): void {
  // Values that clients sampled have weights that are no whole numbers.
  const whole = bins.every(([, weight]) => Number.isSafeInteger(weight));
  writer.unsigned(bins.length * 2 + (whole ? 1 : 0));
  let last = 0;
  for (const [bin, weight] of bins) {
    writer.signed(bin - last);
    if (whole) writer.unsigned(weight);
    else writer.float(weight);
    last = bin;
  }
}

type AddPoint = (value: number, time: number, weight: number) => void;

function readSeries(
  reader: ByteReader,
  { step, start, binsPerBin }: EncodedSeries,
  type: SeriesType,
  add: AddPoint,
): void {
  let time = start;
  const times = list(reader.unsigned(), () => (time += reader.unsigned() * step));
  if (type === "count") {
    const whole = reader.unsigned() === 1;
    for (const at of times) add(whole ? reader.unsigned() : reader.float(), at, 1);
    return;
  }
  const sums = times.map(() => reader.float());
  const counts = times.map(() => reader.float());
  times.forEach((at, index) => {
    const [sum, count] = [sums[index] ?? 0, counts[index] ?? 0];
    if (type === "gauge") add(sum / count, at, count);
    else
      readBins(reader, binsPerBin, { sum, count, add: (value, weight) => add(value, at, weight) });
  });
}

/** A bin's values are known to a percent; scaled by the same factor, they give the exact total. */
function readBins(
  reader: ByteReader,
  binsPerBin: number,
  { sum, count, add }: { sum: number; count: number; add: (value: number, weight: number) => void },
): void {
  const head = reader.unsigned();
  const whole = head % 2 === 1;
  let bin = 0;
  const bins = list(Math.floor(head / 2), () => {
    bin += reader.signed();
    return {
      value: binValue(bin * binsPerBin),
      weight: whole ? reader.unsigned() : reader.float(),
    };
  });
  // Bins are kept for a shorter time than totals.
  if (bins.length === 0) {
    add(sum / count, count);
    return;
  }
  const binned = bins.reduce((all, { value, weight }) => all + value * weight, 0);
  // Of values of both signs, the total may lie near 0 while the values do not.
  const oneSign = bins.every(({ value }) => value >= 0) || bins.every(({ value }) => value <= 0);
  const scale = oneSign && binned !== 0 ? sum / binned : 1;
  for (const { value, weight } of bins) add(value * scale, weight);
}

function list<T>(length: number, next: () => T): T[] {
  const items: T[] = [];
  for (let index = 0; index < length; index += 1) items.push(next());
  return items;
}
