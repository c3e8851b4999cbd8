import type { MeanDifference } from "./welch";

/**
 * Mean of the differences of pairs: each case is its own control, so that what makes a case hard
 * drops out.
 *
 * @see "Student" (1908). The probable error of a mean. Biometrika 6, 1–25.
 */
export function pairedDifference(differences: readonly number[]): MeanDifference {
  const count = differences.length;
  const value = differences.reduce((sum, one) => sum + one, 0) / count;
  const squares = differences.reduce((sum, one) => sum + (one - value) ** 2, 0);
  return { value, error: Math.sqrt(squares / (count - 1) / count), degrees: count - 1 };
}
