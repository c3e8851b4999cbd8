import { normalTail } from "./special/normal";

/**
 * Bounds that hold at every moment at once, however often one looks and whenever one stops.
 *
 * @see Howard, S. R., Ramdas, A., McAuliffe, J. and Sekhon, J. (2021). Time-uniform, nonparametric,
 * nonasymptotic confidence sequences. Annals of Statistics 49, 1055–1080. Section 3.2.
 */

/** The mixture's variance with which the two-sided bound is nearly tightest at a given information. */
export function bestRho(information: number, alpha: number): number {
  const evidence = -2 * Math.log(alpha);
  return information / (evidence + Math.log(1 + evidence));
}

/** Bound of the running sum, on both sides, of a process with unit variance per unit of information. */
export function twoSidedMixture(information: number, alpha: number, rho: number): number {
  const total = information + rho;
  return Math.sqrt(total * Math.log(total / (rho * alpha * alpha)));
}

/** The same on one side. */
export function oneSidedMixture(information: number, alpha: number, rho: number): number {
  const total = information + rho;
  const aim = -Math.log(alpha);
  const evidence = (sum: number): number =>
    0.5 * Math.log((4 * rho) / total) +
    (sum * sum) / (2 * total) +
    Math.log(normalTail(-sum / Math.sqrt(total)));
  let [low, high] = [0, twoSidedMixture(information, alpha, rho)];
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (evidence(middle) < aim) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
