import type { Difference } from "../change";
import type { Attributes } from "../attributes";
import { attributeLeaves } from "./leaves";

/** Every difference between two states of a resource of another type, as it stands. */
export function otherChanges(type: string, before: Attributes, after: Attributes): Difference[] {
  const differences = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((name) => attributeLeaves(name, before[name], after[name]));
  // Whom a rule tells is all that it is there for.
  return type === "datadog_monitor_notification_rule"
    ? differences.map((one) => ({ ...one, risk: "re-routed" }))
    : differences;
}
