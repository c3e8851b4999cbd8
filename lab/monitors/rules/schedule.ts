const HOUR = 3_600;

/**
 * Seconds between evaluations: longer windows are evaluated less often.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#evaluation-frequency
 */
export function evaluationFrequency(windowSeconds: number): number {
  if (windowSeconds < 24 * HOUR) return 60;
  return windowSeconds < 48 * HOUR ? 600 : 1_800;
}

/** The instants of evaluation after `after` and up to `to`, which lie on multiples of the frequency. */
export function ticksBetween(after: number, to: number, frequency: number): Float64Array {
  const first = Math.floor(after / frequency) + 1;
  const count = Math.max(0, Math.floor(to / frequency) - first + 1);
  return new Float64Array(count).map((_, index) => (first + index) * frequency);
}
