import { upperGamma } from "./special/gamma";

/** Whether several estimates of one thing differ more than chance makes them. */
export interface Heterogeneity {
  readonly q: number;
  readonly degrees: number;
  /** Chance of so much difference, were all alike. */
  readonly chance: number;
}

/**
 * @see Cochran, W. G. (1954). The combination of estimates from different experiments. Biometrics 10,
 * 101–129.
 */
export function cochranQ(
  estimates: readonly { readonly value: number; readonly error: number }[],
): Heterogeneity {
  const weights = estimates.map(({ error }) => 1 / error ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean =
    estimates.reduce((sum, { value }, index) => sum + value * (weights[index] ?? 0), 0) / total;
  const q = estimates.reduce(
    (sum, { value }, index) => sum + (weights[index] ?? 0) * (value - mean) ** 2,
    0,
  );
  const degrees = estimates.length - 1;
  return { q, degrees, chance: degrees > 0 ? upperGamma(degrees / 2, q / 2) : 1 };
}
