import type { Judged } from "./judge";

/** Why a mutant is left alive. */
export function survivalReason({ mutant: { alert, way } }: Judged): string | undefined {
  if (alert.name === "telemetry_silent/requests" && way === "wrong aggregator") {
    return "The mean of a silent hour is 0 like its total, and no busy hour's mean is below 1.";
  }
  return undefined;
}
