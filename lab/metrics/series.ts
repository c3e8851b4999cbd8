import { BinRing } from "./bin-ring";
import type { Retention } from "./retention";
import { Ring } from "./ring";
import { binCode } from "./sketch";

/** In Jest each look-up of a global costs more than the arithmetic; this code runs per point. */
const { floor } = Math;
const MINUTE = 60;

export type SeriesType = "count" | "gauge" | "distribution";

/** One resolution at which a series is kept. */
export interface Tier {
  /** Seconds per slot. */
  readonly step: number;
  readonly ring: Ring;
  readonly bins: BinRing | undefined;
}

/**
 * Points of one metric with one set of tags.
 *
 * Each point goes into every tier at once: a later compaction would have to run at the right moment.
 */
export class Series {
  /** Finest first. */
  readonly tiers: readonly Tier[];
  /** Values by tag key; a key may have several. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Time of the earliest and the latest point, in seconds. */
  firstPoint = Infinity;
  lastPoint = -Infinity;
  /** True once two points of one minute lie in different slots of the finest tier. */
  isFinerThanMinute = false;

  constructor(
    readonly type: SeriesType,
    readonly tagList: readonly string[],
    retention: Retention,
  ) {
    this.tags = tagValues(tagList);
    this.tiers = retention.map(({ step, seconds, binSeconds }) => ({
      step,
      ring: new Ring(step, Math.ceil(seconds / step), type !== "count"),
      bins:
        type === "distribution" && binSeconds > 0
          ? new BinRing(Math.ceil(binSeconds / step))
          : undefined,
    }));
  }

  /** @param weight How many points this one stands for, where the client sampled. */
  add(time: number, value: number, weight: number): void {
    if (time < this.firstPoint) this.firstPoint = time;
    if (!this.isFinerThanMinute && time - this.lastPoint < MINUTE) this.compareWithMinute(time);
    if (time > this.lastPoint) this.lastPoint = time;
    const code = this.type === "distribution" ? binCode(value) : 0;
    for (const { step, ring, bins } of this.tiers) {
      const slot = floor(time / step);
      ring.add(slot, value, weight);
      bins?.add(slot, code, weight);
    }
  }

  /** Points come nearly in order: those of one minute are near each other, or late. */
  private compareWithMinute(time: number): void {
    const [fine, minutes] = this.tiers;
    if (!fine || !minutes) return;
    const minute = floor(time / MINUTE);
    this.isFinerThanMinute =
      minutes.ring.holds(minute) && !fine.ring.holds(floor(time / fine.step));
  }
}

function tagValues(tagList: readonly string[]): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const tag of tagList) {
    // The key ends at the first colon; a value may hold more of them.
    const colon = tag.indexOf(":");
    const key = colon < 0 ? tag : tag.slice(0, colon);
    const value = colon < 0 ? "" : tag.slice(colon + 1);
    byKey.set(key, [...(byKey.get(key) ?? []), value]);
  }
  return byKey;
}

/** All series of one metric, in the order in which they appeared. */
export interface Metric {
  readonly name: string;
  readonly type: SeriesType;
  readonly series: readonly Series[];
}
