import type { Interval } from "../statistics/interval";

/** How far a measure changed from the baseline to the candidate; above 0 is worse. */
export interface Change {
  readonly value: number;
  /** Level of the baseline and of the candidate, weighted alike. */
  readonly baseline: number;
  readonly candidate: number;
  /** Standard error of it. */
  readonly error: number;
  /**
   * Where the change lies.
   *
   * @param z standard normal quantile of one side
   * @param more how many times the data there would be @default 1
   */
  at(z: number, more?: number): Interval;
  /** Chance of so much harm, were both alike; only where there are so few events that it can be counted. */
  readonly exactChance?: number;
}
