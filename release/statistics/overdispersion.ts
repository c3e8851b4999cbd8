/** Trials and hits of one hour. */
export interface HourOfTrials {
  readonly hits: number;
  readonly trials: number;
}

/**
 * By how much hourly counts scatter more than independent requests would: 1 where they do not. Requests
 * of one conversation, user or batch fail together, and an interval that takes them for independent is
 * too narrow.
 *
 * @param groups hours of what has one rate of its own: one version within one stratum
 * @see McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., section 4.5.
 */
export function overdispersion(groups: readonly (readonly HourOfTrials[])[]): number {
  let [squares, degrees] = [0, 0];
  for (const hours of groups) {
    const trials = hours.reduce((sum, hour) => sum + hour.trials, 0);
    const hits = hours.reduce((sum, hour) => sum + hour.hits, 0);
    const rate = hits / trials;
    if (!(rate > 0 && rate < 1)) continue;
    const filled = hours.filter((hour) => hour.trials > 0);
    for (const hour of filled) {
      squares += (hour.hits - hour.trials * rate) ** 2 / (hour.trials * rate * (1 - rate));
    }
    degrees += filled.length - 1;
  }
  return degrees > 0 ? Math.max(1, squares / degrees) : 1;
}
