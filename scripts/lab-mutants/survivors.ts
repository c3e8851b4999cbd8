import type { Judged } from "./judge";

export function survivalReason(_judged: Judged): string | undefined {
  return undefined;
}
