import { upperGamma } from "./gamma";

/** Chance of a standard normal value above `z`; precise in the far tail, too. */
export function normalTail(z: number): number {
  const half = 0.5 * upperGamma(0.5, (z * z) / 2);
  return z >= 0 ? half : 1 - half;
}

export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * The value that a standard normal one exceeds with a chance of `tail`. A rational start (Abramowitz
 * and Stegun 26.2.23, right to 5e-4), made exact by Halley's method.
 */
export function normalQuantileAbove(tail: number): number {
  if (tail <= 0) return Infinity;
  if (tail >= 1) return -Infinity;
  if (tail > 0.5) return -normalQuantileAbove(1 - tail);
  const t = Math.sqrt(-2 * Math.log(tail));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let z = t - above / below;
  for (let step = 0; step < 3; step += 1) {
    const error = (normalTail(z) - tail) / normalDensity(z);
    z += error / (1 - (z * error) / 2);
  }
  return z;
}
