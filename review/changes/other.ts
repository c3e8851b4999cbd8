import type { Difference } from "../change";
import { isEqual } from "../equal";
import type { Attributes } from "../resources";
import { said, shown } from "./attributes";

/** Every difference between two states of a resource of another type, as it stands. */
export function otherChanges(before: Attributes, after: Attributes): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => !isEqual(before[name], after[name]))
    .map((name) => ({
      attribute: name,
      ...said("changed", name, optional(before[name]), optional(after[name])),
    }));
}

function optional(value: unknown): string | undefined {
  return value === undefined ? undefined : shown(value);
}
