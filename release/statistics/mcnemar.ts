import { betaBelow } from "./special/beta";

/**
 * Chance of at least so many cases that only the candidate fails, among those on which the versions
 * differ, were both alike. Exact, one-sided.
 *
 * @param onlySecond cases that only the second version fails
 * @param onlyFirst cases that only the first version fails
 * @see McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions
 * or percentages. Psychometrika 12, 153–157.
 */
export function mcnemar(onlySecond: number, onlyFirst: number): number {
  if (onlySecond === 0) return 1;
  return betaBelow(0.5, onlySecond, onlyFirst + 1);
}
