import { sequentialBounds } from "../statistics/group-sequential";
import { bestRho, oneSidedMixture } from "../statistics/normal-mixture";
import { normalQuantileAbove } from "../statistics/special/normal";
import { obrienFleming } from "../statistics/spending";

/** How often the data are looked at, and what that costs in certainty. */
export interface Looks {
  /**
   * The standardized difference that has to be exceeded now.
   *
   * @param alpha chance of being wrong, over all looks together
   * @param information what has been seen: n₁n₂/(n₁ + n₂) requests
   */
  critical(alpha: number, information: number): number;
  readonly sentence: string;
}

/** One look that was planned beforehand. */
export const onlyOnce: Looks = {
  critical: (alpha) => normalQuantileAbove(alpha),
  sentence: "One look, planned beforehand.",
};

/** Requests for which the bounds of whoever looks at any time are nearly tightest. */
const TIGHTEST_AT = 2_000;

/** Looks at any time, without end. */
export const atAnyTime: Looks = {
  critical: (alpha, information) => {
    if (information <= 0) return Infinity;
    const rho = bestRho(TIGHTEST_AT, 2 * alpha);
    return oneSidedMixture(information, alpha, rho) / Math.sqrt(information);
  },
  sentence:
    "Valid at any time, however often you look. A declared window would need fewer requests.",
};

/**
 * Looks within a declared window, the last of them at its end.
 *
 * @param information requests seen up to each look so far, as n₁n₂/(n₁ + n₂)
 * @param shares share of the window that had passed at each of them, from 0 to 1
 */
export function withinWindow(information: readonly number[], shares: readonly number[]): Looks {
  const known = new Map<number, number>();
  return {
    critical: (alpha) => {
      let bound = known.get(alpha);
      if (bound === undefined) {
        const looks = shares.map((share, index) => ({
          information: information[index] ?? 0,
          spent: obrienFleming(alpha, share),
        }));
        bound = sequentialBounds(looks).at(-1) ?? Infinity;
        known.set(alpha, bound);
      }
      return bound;
    },
    sentence: `Look ${shares.length} of a declared window, ${Math.round(100 * (shares.at(-1) ?? 0))} % of it over.`,
  };
}
