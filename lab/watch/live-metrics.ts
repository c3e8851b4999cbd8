import { METRICS, type MetricName } from "../../telemetry";
import type { MetricPoint } from "../agent";
import { TYPE_NAMES } from "../recorder/format";
import type { MetricRow } from "./model";

const MAX_METRICS = 200;
const MAX_TAG_KEYS = 20;
const MAX_TAG_VALUES = 8;
/** Seconds of a stretch: dd-trace sends metrics as often. */
const STRETCH = 10;
const STRETCHES = 90;

interface Bucket {
  readonly stretch: number;
  sum: number;
  count: number;
  last: number;
}

interface Live {
  readonly type: string;
  points: number;
  total: Bucket;
  readonly tags: Map<string, Set<string>>;
  readonly buckets: Bucket[];
}

/** Each metric that arrived, over all its tags, as a row of a table. */
export class LiveMetrics {
  private readonly byName = new Map<string, Live>();
  /** Metrics beyond the limit. */
  readonly leftOut = new Set<string>();

  /** @param time Seconds since the epoch. */
  add(point: MetricPoint, time: number): void {
    const live = this.liveOf(point);
    if (!live) return;
    const stretch = Math.floor(time / STRETCH);
    let bucket = live.buckets.find((one) => one.stretch === stretch);
    if (!bucket) {
      live.buckets.push((bucket = emptyBucket(stretch)));
      if (live.buckets.length > STRETCHES) live.buckets.shift();
    }
    const weight = 1 / point.sampleRate;
    for (const value of point.values) {
      live.points += 1;
      for (const one of [bucket, live.total]) {
        one.sum += value * weight;
        one.count += weight;
        one.last = value;
      }
    }
    addTags(live.tags, point.tags);
  }

  /** Those of the contract first. @param now Seconds since the epoch. */
  rows(now: number): MetricRow[] {
    const isKnown = (name: string): boolean => Object.hasOwn(METRICS, name);
    return Array.from(this.byName, ([name, live]) => rowOf(name, live, now)).sort(
      (a, b) => Number(isKnown(b.name)) - Number(isKnown(a.name)) || a.name.localeCompare(b.name),
    );
  }

  private liveOf({ name, type }: MetricPoint): Live | undefined {
    const known = this.byName.get(name);
    if (known) return known;
    if (this.byName.size >= MAX_METRICS) {
      if (this.leftOut.size < MAX_METRICS) this.leftOut.add(name);
      return undefined;
    }
    const live = { type, points: 0, total: emptyBucket(0), tags: new Map(), buckets: [] };
    this.byName.set(name, live);
    return live;
  }
}

function emptyBucket(stretch: number): Bucket {
  return { stretch, sum: 0, count: 0, last: NaN };
}

function rowOf(name: string, live: Live, now: number): MetricRow {
  const { type, points, total, tags, buckets } = live;
  const latest = Math.floor(now / STRETCH);
  const curve = Array.from({ length: STRETCHES }, (_, index) => {
    const stretch = latest - STRETCHES + 1 + index;
    const bucket = buckets.find((one) => one.stretch === stretch);
    return bucket ? valueOf(bucket, type) : null;
  });
  const definition = Object.hasOwn(METRICS, name) ? METRICS[name as MetricName] : undefined;
  const unit = definition && "unit" in definition ? definition.unit : undefined;
  return {
    ...{ name, points, curve },
    type: type === "s" ? "set" : TYPE_NAMES[type as keyof typeof TYPE_NAMES],
    ...(unit === undefined ? {} : { unit }),
    value: valueOf(total, type),
    tags: Object.fromEntries(Array.from(tags, ([key, values]) => [key, [...values]])),
  };
}

function valueOf({ sum, count, last }: Bucket, type: string): number {
  if (type === "c") return sum;
  return type === "g" ? last : sum / count;
}

function addTags(known: Map<string, Set<string>>, tags: readonly string[]): void {
  for (const tag of tags) {
    const colon = tag.indexOf(":");
    const key = colon < 0 ? tag : tag.slice(0, colon);
    let values = known.get(key);
    if (!values) {
      if (known.size >= MAX_TAG_KEYS) continue;
      known.set(key, (values = new Set()));
    }
    if (values.size < MAX_TAG_VALUES) values.add(colon < 0 ? "" : tag.slice(colon + 1));
  }
}
