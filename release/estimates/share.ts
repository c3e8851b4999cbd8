import { clopperPearson } from "../statistics/clopper-pearson";
import { fisher } from "../statistics/fisher";
import { mover } from "../statistics/mover";
import { overdispersion } from "../statistics/overdispersion";
import type { HourOfSums } from "../statistics/ratio-of-sums";
import { wilson } from "../statistics/wilson";
import type { Change } from "./estimate";
import { eventsOf, totalOf, type Stratum } from "./strata";

/** Below so many, nothing is approximated. */
const FEW = 5;

/** Change of the share of events that are bad, from 0 to 1. */
export function changeOfShare(strata: readonly Stratum[]): Change {
  const sides = strata.flatMap(({ weight, baseline, candidate }) => [
    { weight, hits: totalOf(candidate), trials: eventsOf(candidate), hours: candidate },
    { weight: -weight, hits: totalOf(baseline), trials: eventsOf(baseline), hours: baseline },
  ]);
  const hits = sides.reduce((sum, side) => sum + side.hits, 0);
  const isRare = hits < FEW;
  const spread = isRare ? 1 : overdispersion(sides.map(({ hours }) => hours.map(trialsOf)));
  const rateOf = (sign: 1 | -1): number =>
    sides
      .filter(({ weight }) => weight * sign > 0)
      .reduce((sum, side) => sum + Math.abs(side.weight) * (side.hits / side.trials), 0);
  const [baseline, candidate] = [rateOf(-1), rateOf(1)];
  return {
    baseline,
    candidate,
    value: candidate - baseline,
    at: (z, more = 1) =>
      mover(
        sides.map(({ weight, hits, trials }) => {
          const interval = isRare ? clopperPearson : wilson;
          // Clustered requests are worth fewer independent ones.
          const worth = more / spread;
          return { weight, value: hits / trials, ...interval(hits * worth, trials * worth, z) };
        }),
      ),
    ...(isRare ? { exactChance: exactChance(sides) } : {}),
  };
}

const trialsOf = ({ total, events }: HourOfSums) => ({ hits: total, trials: events });

function exactChance(
  sides: readonly { readonly weight: number; readonly hits: number; readonly trials: number }[],
): number {
  const pooled = (sign: 1 | -1) => {
    const own = sides.filter(({ weight }) => weight * sign > 0);
    const sum = (pick: "hits" | "trials") => own.reduce((all, side) => all + side[pick], 0);
    return { hits: sum("hits"), trials: sum("trials") };
  };
  return fisher(pooled(1), pooled(-1));
}
