import { batchMeans } from "../statistics/batch-means";
import { fieller } from "../statistics/fieller";
import { covariance, ratioOfSums } from "../statistics/ratio-of-sums";
import { normalTail } from "../statistics/special/normal";
import { tQuantileAbove } from "../statistics/special/students-t";
import type { Change } from "./estimate";
import type { Stratum } from "./strata";

/** Hours beyond the first: with fewer, nobody knows how much hours differ. */
const FEWEST_DEGREES = 3;

/**
 * Change of a mean, in its own unit.
 *
 * @param direction 1 where higher is worse, −1 where lower is
 */
export function changeOfMean(strata: readonly Stratum[], direction: 1 | -1): Change | undefined {
  const parts = strata.map(({ weight, baseline, candidate }) => ({
    weight,
    ...batchMeans(candidate, baseline),
  }));
  const spread = combined(parts.map(({ weight, error, degrees }) => [weight * error, degrees]));
  if (!spread) return undefined;
  const value = direction * parts.reduce((sum, part) => sum + part.weight * part.value, 0);
  const level = levelsOf(strata);
  return {
    ...level,
    value,
    error: spread.error,
    at: (z, more = 1) => {
      const half = (spread.error * tAt(z, spread.degrees)) / Math.sqrt(more);
      return { low: value - half, high: value + half };
    },
  };
}

/** Change of a ratio of sums, as a share of the baseline's: 0.1 for ten percent dearer. */
export function changeOfRatio(strata: readonly Stratum[]): Change | undefined {
  const parts = strata.map(({ weight, baseline, candidate }) => {
    const [before, after] = [ratioOfSums(baseline), ratioOfSums(candidate)];
    const squared = weight * weight;
    return {
      degrees: baseline.length - 1,
      before: squared * covariance(before, before),
      after: squared * covariance(after, after),
      both: squared * covariance(after, before),
    };
  });
  const sum = (pick: "before" | "after" | "both") =>
    parts.reduce((all, part) => all + part[pick], 0);
  const spread = combined(
    parts.map(({ before, after, degrees }) => [Math.sqrt(before + after), degrees]),
  );
  const level = levelsOf(strata);
  if (!spread || !(level.baseline > 0)) return undefined;
  return {
    ...level,
    value: level.candidate / level.baseline - 1,
    error: relativeError(level, { before: sum("before"), after: sum("after"), both: sum("both") }),
    at: (z, more = 1) => {
      const interval = fieller(
        {
          numerator: level.candidate,
          denominator: level.baseline,
          numeratorVariance: sum("after") / more,
          denominatorVariance: sum("before") / more,
          covariance: sum("both") / more,
        },
        tAt(z, spread.degrees),
      );
      if (!interval) return { low: -Infinity, high: Infinity };
      return { low: interval.low - 1, high: interval.high - 1 };
    },
  };
}

/** By the delta method. */
function relativeError(
  { baseline, candidate }: { readonly baseline: number; readonly candidate: number },
  variances: { readonly before: number; readonly after: number; readonly both: number },
): number {
  const ratio = candidate / baseline;
  const { before, after, both } = variances;
  return Math.sqrt(Math.max(0, after - 2 * ratio * both + ratio ** 2 * before)) / baseline;
}

function levelsOf(strata: readonly Stratum[]): { baseline: number; candidate: number } {
  const level = (side: "baseline" | "candidate"): number =>
    strata.reduce((sum, one) => sum + one.weight * ratioOfSums(one[side]).value, 0);
  return { baseline: level("baseline"), candidate: level("candidate") };
}

/** Error of a sum of independent parts, with Satterthwaite's degrees of freedom. */
function combined(
  parts: readonly (readonly [error: number, degrees: number])[],
): { readonly error: number; readonly degrees: number } | undefined {
  const known = parts.filter(([error, degrees]) => degrees > 0 && Number.isFinite(error));
  if (known.length < parts.length || parts.length === 0) return undefined;
  const variance = known.reduce((sum, [error]) => sum + error ** 2, 0);
  const scatter = known.reduce((sum, [error, degrees]) => sum + error ** 4 / degrees, 0);
  // Values that never differ have no scatter, and need no more hours.
  const degrees =
    scatter === 0 ? Math.max(...known.map(([, one]) => one)) : variance ** 2 / scatter;
  return degrees < FEWEST_DEGREES ? undefined : { error: Math.sqrt(variance), degrees };
}

const QUANTILES = new Map<string, number>();
const MAX_KEPT = 10_000;

/** Student's quantile for the chance that a standard normal one stands for. */
function tAt(z: number, degrees: number): number {
  if (!Number.isFinite(z)) return z;
  // A tenth of a degree changes nothing, and lets the same quantile serve many measures.
  const key = `${z.toFixed(6)} ${degrees.toFixed(1)}`;
  let found = QUANTILES.get(key);
  if (found === undefined) {
    found = tQuantileAbove(normalTail(z), Number(degrees.toFixed(1)));
    if (QUANTILES.size >= MAX_KEPT) QUANTILES.clear();
    QUANTILES.set(key, found);
  }
  return found;
}
