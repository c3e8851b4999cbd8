import { clopperPearson } from "../statistics/clopper-pearson";
import { effectiveSample } from "../statistics/effective-sample";
import { fisher } from "../statistics/fisher";
import type { Interval, Proportion } from "../statistics/interval";
import { mover } from "../statistics/mover";
import { overdispersion } from "../statistics/overdispersion";
import type { HourOfSums } from "../statistics/ratio-of-sums";
import { wilson } from "../statistics/wilson";
import type { Change } from "./estimate";
import { eventsOf, totalOf, type Stratum } from "./strata";

/** Below so many in all, the chance of them is counted. */
const FEW = 5;
/**
 * Below so many of one version its interval is exact: the lower end of Wilson's is too high, and with
 * bounds as far out as those of many looks that doubles the false roll-backs of a 10 % rollout.
 *
 * @see Cai, T. T. (2005). One-sided confidence intervals in discrete distributions. Journal of
 * Statistical Planning and Inference 131, 63–88.
 */
const SOME = 200;

/**
 * Change of the share of events that are bad, from 0 to 1: Newcombe's hybrid of two intervals, each
 * of the sample that its strata are worth.
 *
 * @see Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions:
 * comparison of eleven methods. Statistics in Medicine 17, 873–890. Method 10.
 */
export function changeOfShare(strata: readonly Stratum[]): Change {
  const before = strata.map(({ weight, baseline }) => ({ weight, ...countsOf(baseline) }));
  const after = strata.map(({ weight, candidate }) => ({ weight, ...countsOf(candidate) }));
  const [pooledBefore, pooledAfter] = [pooled(before), pooled(after)];
  const isRare = pooledBefore.hits + pooledAfter.hits < FEW;
  const groups = strata.flatMap(({ baseline, candidate }) => [baseline, candidate]);
  const spread = isRare ? 1 : overdispersion(groups.map((hours) => hours.map(trialsOf)));
  const [baseline, candidate] = [effectiveSample(before, spread), effectiveSample(after, spread)];
  return {
    baseline: baseline.rate,
    candidate: candidate.rate,
    value: candidate.rate - baseline.rate,
    error: Math.sqrt(varianceOf(candidate) + varianceOf(baseline)),
    at: (z, more = 1) =>
      mover([
        { weight: 1, value: candidate.rate, ...intervalOf(candidate, z, more) },
        { weight: -1, value: baseline.rate, ...intervalOf(baseline, z, more) },
      ]),
    ...(isRare ? { exactChance: fisher(pooledAfter, pooledBefore) } : {}),
  };
}

function intervalOf({ hits, trials }: Proportion, z: number, more: number): Interval {
  const interval = Math.min(hits, trials - hits) < SOME ? clopperPearson : wilson;
  return interval(hits * more, trials * more, z);
}

/** Half a hit more, and half a miss: none of many is no certainty. */
function varianceOf({ hits, trials }: Proportion): number {
  const rate = (hits + 0.5) / (trials + 1);
  return (rate * (1 - rate)) / trials;
}

const countsOf = (hours: readonly HourOfSums[]): Proportion => ({
  hits: totalOf(hours),
  trials: eventsOf(hours),
});

function pooled(strata: readonly Proportion[]): Proportion {
  const sum = (pick: "hits" | "trials") => strata.reduce((all, one) => all + one[pick], 0);
  return { hits: sum("hits"), trials: sum("trials") };
}

const trialsOf = ({ total, events }: HourOfSums) => ({ hits: total, trials: events });
