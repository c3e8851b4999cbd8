export type Side = "baseline" | "candidate";

/** Sums of one measure, of one version, over one stretch of time, for one model and feature. */
export interface Cell {
  readonly side: Side;
  readonly model: string;
  readonly feature: string;
  /** Start of the stretch, in seconds since the epoch. */
  readonly time: number;
  /** What was counted: requests, checks, scores, successes. */
  readonly events: number;
  /** What they came to: failures among them, points, dollars. */
  readonly total: number;
}

/** Where a request belongs, whatever its version: only like is compared with like. */
export const stratumOf = ({ model, feature }: Pick<Cell, "model" | "feature">): string =>
  `${model}\n${feature}`;
