import type { Comparator } from "../../query";
import type { Thresholds } from "../definition";

/** What of a query its thresholds have to fit. */
interface Compared {
  readonly comparator: Comparator;
  readonly threshold: number;
}

/**
 * Why Datadog does not take a monitor with these thresholds, or undefined. The number in the query is the
 * critical threshold; a warning comes before it, and no value may be in alert and recovered at once.
 *
 * @see https://docs.datadoghq.com/monitors/guide/recovery-thresholds/
 * @see https://github.com/DataDog/datadog-operator/issues/2106 for the number and a warning alone
 * @see https://github.com/DataDog/datadog-api-client-typescript/issues/754 for recovery thresholds
 */
export function thresholdProblem(
  { critical, warning, criticalRecovery, warningRecovery }: Thresholds,
  { comparator, threshold }: Compared,
): string | undefined {
  if (critical !== undefined && critical !== threshold) {
    return `The query's ${threshold} is not the critical threshold, ${critical}:`;
  }
  if (critical === undefined && warning !== undefined) {
    return `The warning threshold ${warning} needs a critical one beside it:`;
  }
  const beyond = (one: number | undefined, other: number | undefined): boolean =>
    one !== undefined && other !== undefined && isBeyond(comparator, one, other);
  if (beyond(warning, threshold)) {
    return `The warning threshold ${warning} lies beyond the critical one, ${threshold}:`;
  }
  if (beyond(criticalRecovery, threshold)) {
    return `The recovery threshold ${criticalRecovery} lies beyond the critical one, ${threshold}:`;
  }
  if (beyond(warningRecovery, warning)) {
    return `The recovery threshold ${warningRecovery} lies beyond the warning one, ${warning}:`;
  }
  return undefined;
}

/** In the direction in which values become worse; `==` and `!=` have none. */
function isBeyond(comparator: Comparator, one: number, other: number): boolean {
  if (comparator === ">" || comparator === ">=") return one > other;
  return (comparator === "<" || comparator === "<=") && one < other;
}
