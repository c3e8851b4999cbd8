import { normalQuantileAbove, normalTail } from "./special/normal";

/** How much of the error rate may be spent up to a share of the window, from 0 to 1. */
export type Spending = (alpha: number, share: number) => number;

/**
 * Of O'Brien and Fleming's type: next to nothing at first, nearly all of it at the end, where it costs
 * hardly any power.
 *
 * @see Lan, K. K. G. and DeMets, D. L. (1983). Discrete sequential boundaries for clinical trials.
 * Biometrika 70, 659–663.
 */
export const obrienFleming: Spending = (alpha, share) =>
  share <= 0 ? 0 : 2 * normalTail(normalQuantileAbove(alpha / 2) / Math.sqrt(Math.min(1, share)));

/**
 * A power of the share: the greater, the later it is spent.
 *
 * @see Kim, K. and DeMets, D. L. (1987). Design and analysis of group sequential tests based on the
 * type I error spending rate function. Biometrika 74, 149–154.
 */
export const powerSpending =
  (power: number): Spending =>
  (alpha, share) =>
    alpha * Math.min(1, Math.max(0, share)) ** power;
