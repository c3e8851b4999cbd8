import type { Point } from "./store";

/** Seconds between two flushes of the agent. */
const FLUSH = 10;

/** The types that the agent aggregates itself: histogram and timer. */
const AGGREGATED = ["h", "ms"];

interface Context {
  readonly name: string;
  readonly tags: readonly string[];
  readonly flushAt: number;
  readonly samples: { readonly value: number; readonly weight: number }[];
}

/**
 * Replaces histograms and timers by the series that the agent makes of them in each flush of ten seconds,
 * with its default settings: the gauges `.avg`, `.median`, `.max` and `.95percentile`, and the count
 * `.count`. Percentiles of several hosts or flushes cannot be merged any more, as in Datadog.
 *
 * @see https://docs.datadoghq.com/metrics/types/?tab=histogram
 * @see https://github.com/DataDog/datadog-agent/blob/main/pkg/metrics/histogram.go for the ranks
 */
export class AgentHistograms {
  private readonly contexts = new Map<string, Context>();

  /** @returns False for a point of another type, which the agent passes on. */
  take({ name, type, tags, values, sampleRate, timestamp }: Required<Point>): boolean {
    if (!AGGREGATED.includes(type)) return false;
    const flushAt = Math.floor(timestamp / FLUSH) * FLUSH;
    const key = JSON.stringify([name, [...tags].sort(), flushAt]);
    const context = this.contexts.get(key) ?? { name, tags, flushAt, samples: [] };
    this.contexts.set(key, context);
    const weight = Math.floor(1 / sampleRate);
    for (const value of values) context.samples.push({ value, weight });
    return true;
  }

  /** What was flushed up to a time, in seconds since the epoch. */
  flush(until = Infinity): Required<Point>[] {
    const due = [...this.contexts].filter(([, { flushAt }]) => flushAt + FLUSH <= until);
    for (const [key] of due) this.contexts.delete(key);
    return due.flatMap(([, context]) => flushed(context));
  }
}

function flushed({ name, tags, flushAt, samples }: Context): Required<Point>[] {
  samples.sort((a, b) => a.value - b.value);
  const count = samples.reduce((sum, { weight }) => sum + weight, 0);
  const total = samples.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const ranked = (rank: number): number => {
    let before = 0;
    const found = samples.find(({ weight }) => (before += weight) > rank);
    return found?.value ?? NaN;
  };
  const point = (suffix: string, type: "g" | "c", value: number): Required<Point> => ({
    name: `${name}.${suffix}`,
    type,
    values: [value],
    tags,
    sampleRate: 1,
    timestamp: flushAt,
  });
  return [
    point("avg", "g", total / count),
    point("median", "g", ranked(Math.floor((count - 1) / 2))),
    point("max", "g", samples.at(-1)?.value ?? NaN),
    point("95percentile", "g", ranked(Math.floor((95 * count - 1) / 100))),
    point("count", "c", count),
  ];
}
