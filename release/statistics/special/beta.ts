import { logGamma } from "./gamma";

const MAX_TERMS = 10_000;
const EPSILON = 1e-15;
const TINY = 1e-300;
const MAX_STEPS = 200;

/** Regularized incomplete beta function: the chance that a beta(a, b) value is below `x`. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return belowBy(x, a, b, powers(x, a, b, logScale(a, b)));
}

const logScale = (a: number, b: number): number => logGamma(a + b) - logGamma(a) - logGamma(b);

/** The density times x(1 − x). */
const powers = (x: number, a: number, b: number, scale: number): number =>
  Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x));

/** The fraction converges fast on one side only. */
function belowBy(x: number, a: number, b: number, powered: number): number {
  return x < (a + 1) / (a + b + 2)
    ? (powered * fraction(x, a, b)) / a
    : 1 - (powered * fraction(1 - x, b, a)) / b;
}

/** Lentz's method (Numerical Recipes, 3rd ed., section 6.4). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < EPSILON) break;
  }
  return result;
}

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/**
 * The value that a beta(a, b) one is below with a chance of `p`. Newton's method on logarithms, on which
 * a tail is nearly straight; where a step leaves the bracket, the bracket is halved.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const scale = logScale(a, b);
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const powered = powers(x, a, b, scale);
    const below = belowBy(x, a, b, powered);
    if (below < p) low = x;
    else high = x;
    const slope = powered / (1 - x) / below;
    const moved = x * Math.exp(-Math.log(below / p) / slope);
    const next = moved > low && moved < high ? moved : (low + high) / 2;
    if (Math.abs(next - x) < 1e-12 * next) return next;
    x = next;
  }
  return x;
}
