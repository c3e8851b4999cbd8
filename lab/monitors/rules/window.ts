/**
 * The stretch of time that an evaluation reads: the window ends `delay` seconds before now.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#evaluation-delay
 */
export function evaluationWindow(
  now: number,
  windowSeconds: number,
  delay: number,
): { readonly from: number; readonly to: number } {
  return { from: now - delay - windowSeconds, to: now - delay };
}
