import type { Proportion } from "./interval";
import { logChoose } from "./special/gamma";

/**
 * Chance that the first side has at least so many of the hits, were both alike: Fisher's exact test,
 * one-sided.
 *
 * @see Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal Statistical Society
 * 98, 39–82.
 */
export function fisher(first: Proportion, second: Proportion): number {
  const trials = first.trials + second.trials;
  const hits = first.hits + second.hits;
  const all = logChoose(trials, first.trials);
  let chance = 0;
  for (let k = first.hits; k <= Math.min(hits, first.trials); k += 1) {
    if (hits - k > second.trials) continue;
    chance += Math.exp(logChoose(hits, k) + logChoose(trials - hits, first.trials - k) - all);
  }
  return Math.min(1, chance);
}
