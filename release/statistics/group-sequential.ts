import { normalDensity, normalQuantileAbove, normalTail } from "./special/normal";

/** One look at the data: how much has been seen, and how much of the error rate may be spent by then. */
export interface Look {
  /** Information so far, in any unit that grows with the number of requests. */
  readonly information: number;
  /** Error rate spent up to and with this look. */
  readonly spent: number;
}

/** Even; Simpson's rule takes pairs. */
const INTERVALS = 300;
/** Standard deviations below which nothing is left to count. */
const FAR = 8;
/** An error rate too small to be worth a bound. */
const NOTHING = 1e-14;

/**
 * Bounds for the standardized difference, one per look, such that one of them is crossed by chance only
 * as often as was to be spent. One-sided.
 *
 * The density of the running sum on the paths that crossed no bound is carried from look to look by
 * numerical integration.
 *
 * @see Armitage, P., McPherson, C. K. and Rowe, B. C. (1969). Repeated significance tests on
 * accumulating data. Journal of the Royal Statistical Society A 132, 235–244.
 */
export function sequentialBounds(looks: readonly Look[]): number[] {
  let paths: Paths | undefined;
  let [spentBefore, seenBefore] = [0, 0];
  return looks.map(({ information, spent }, index) => {
    const toSpend = spent - spentBefore;
    const step = Math.sqrt(information - seenBefore);
    const width = Math.sqrt(information);
    const bound =
      toSpend < NOTHING
        ? FAR * width
        : paths
          ? boundFor(toSpend, paths, step, width)
          : normalQuantileAbove(toSpend) * width;
    spentBefore = Math.max(spent, spentBefore);
    seenBefore = information;
    if (index < looks.length - 1) paths = pathsBelow(bound, width, step, paths);
    return toSpend < NOTHING ? Infinity : bound / width;
  });
}

/** Places of the running sum, and the weight of the paths that are there. */
interface Paths {
  readonly places: Float64Array;
  readonly weights: Float64Array;
}

function pathsBelow(bound: number, width: number, step: number, before?: Paths): Paths {
  const places = new Float64Array(INTERVALS + 1);
  const weights = new Float64Array(INTERVALS + 1);
  const lowest = -FAR * width;
  const gap = (bound - lowest) / INTERVALS;
  for (let index = 0; index <= INTERVALS; index += 1) {
    const place = lowest + index * gap;
    places[index] = place;
    const simpson = index === 0 || index === INTERVALS ? 1 : index % 2 === 1 ? 4 : 2;
    weights[index] = ((gap * simpson) / 3) * density(place, step, before);
  }
  return { places, weights };
}

function density(place: number, step: number, before?: Paths): number {
  if (!before) return normalDensity(place / step) / step;
  let sum = 0;
  for (let index = 0; index <= INTERVALS; index += 1) {
    const z = (place - (before.places[index] ?? 0)) / step;
    sum += (before.weights[index] ?? 0) * Math.exp(-0.5 * z * z);
  }
  return sum / (step * Math.sqrt(2 * Math.PI));
}

/** Newton's method, kept within a bracket that always holds the bound. */
function boundFor(toSpend: number, paths: Paths, step: number, width: number): number {
  const crossing = (bound: number): number => {
    let sum = 0;
    for (let index = 0; index <= INTERVALS; index += 1) {
      sum += (paths.weights[index] ?? 0) * normalTail((bound - (paths.places[index] ?? 0)) / step);
    }
    return sum;
  };
  let [low, high] = [-FAR * width, FAR * width];
  let bound = Math.min(high, normalQuantileAbove(toSpend) * width);
  for (let round = 0; round < 60; round += 1) {
    const excess = crossing(bound) - toSpend;
    if (excess > 0) low = bound;
    else high = bound;
    // On the logarithm: in the tail the chance itself is far from straight.
    const slope = density(bound, step, paths) / (excess + toSpend);
    const next = bound + Math.log1p(excess / toSpend) / slope;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - bound) < 1e-10 * width) return moved;
    bound = moved;
  }
  return bound;
}
