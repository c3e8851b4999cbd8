import type { Estimate, Proportion } from "../../../release/statistics/interval";
import { mover } from "../../../release/statistics/mover";
import { wilson } from "../../../release/statistics/wilson";

/** Newcombe's method 10 is MOVER over two of Wilson's intervals, as the release composes them. */
export function newcombe(first: Proportion, second: Proportion, z: number): Estimate {
  const term = (weight: number, { hits, trials }: Proportion) => ({
    weight,
    value: hits / trials,
    ...wilson(hits, trials, z),
  });
  return mover([term(1, first), term(-1, second)]);
}
