import type { Comparator } from "../../lab/query";
import type { Risk } from "../change";

/** How a monitor's comparison reads after "pages". */
export const COMPARATORS: Readonly<Record<Comparator, string>> = {
  ">": "above",
  ">=": "from",
  "<": "below",
  "<=": "up to",
  "==": "at",
  "!=": "at other than",
};

export interface Comparison {
  readonly comparator: Comparator;
  readonly threshold: number;
}

/** A threshold that is reached sooner is louder; for another comparator, nobody can say. */
export function comparisonRisk(from: Comparison, to: Comparison): Risk {
  if (from.comparator !== to.comparator || !/^[<>]/.test(to.comparator)) return "changed";
  return to.comparator.startsWith("<") === to.threshold > from.threshold ? "louder" : "quieter";
}
