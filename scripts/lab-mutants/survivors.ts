import type { Judged } from "./judge";

/** Why a mutant is left alive. */
export function survivalReason({ mutant: { alert, way, change } }: Judged): string | undefined {
  if (change.endsWith("of eval_regression-measure")) {
    return "The roll-back still fires within its bound. The same break of the eval regression itself is caught.";
  }
  if (alert.name === "telemetry_silent/cost") {
    return "In the scenarios either all requests have a cost or none has: the share is 100 or 0.";
  }
  if (alert.name === "telemetry_silent/requests" && way === "wrong aggregator") {
    return "The mean of a silent hour is 0 like its total, and no busy hour's mean is below 1.";
  }
  return undefined;
}
