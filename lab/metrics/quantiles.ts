import type { Intervals } from "./intervals";
import type { Series } from "./series";
import type { Sketch } from "./sketch";

/**
 * A quantile per interval, over all points of the series: sketches are merged over time and tags at
 * once. From one interval to the next only the difference is merged and removed.
 *
 * @param sketch Is cleared, and reused: growing a new one costs more than merging into it.
 * @see https://docs.datadoghq.com/metrics/faq/rollup-for-distributions-with-percentiles/
 */
export function rollingQuantiles(
  series: readonly Series[],
  tier: number,
  intervals: Intervals,
  quantile: number,
  sketch: Sketch,
): Float64Array {
  const result = new Float64Array(intervals.length);
  sketch.clear();
  const step = series[0]?.tiers[tier]?.step ?? 60;
  let start = 0;
  let end = 0;
  for (let index = 0; index < result.length; index += 1) {
    const from = Math.floor((intervals.from[index] ?? 0) / step);
    const to = Math.floor((intervals.to[index] ?? 0) / step);
    const slides = from >= start && from < end && to >= end;
    if (!slides) sketch.clear();
    for (const one of series) {
      const bins = one.tiers[tier]?.bins;
      if (slides) bins?.apply(sketch, start, from, -1);
      bins?.apply(sketch, slides ? end : from, to, 1);
    }
    [start, end] = [from, to];
    result[index] = sketch.quantile(quantile);
  }
  return result;
}
