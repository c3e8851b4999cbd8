import type { CompositeFormula } from "../../query";
import { isTriggered, Status } from "../status";

// Plain constants: an import is looked up on each use, and this is the innermost loop.
const { None, OK, NoData, Alert } = Status;

/**
 * `&&` takes the least severe of two statuses if both are worth an alert, and is OK otherwise; `||`
 * takes the most severe; `!` swaps OK and what is worth an alert, but leaves No Data.
 *
 * @see https://docs.datadoghq.com/monitors/types/composite/#computing-trigger-conditions
 */
export function compositeSeverity(
  formula: CompositeFormula,
  statusOf: (monitor: string) => Status,
): Status {
  switch (formula.kind) {
    case "monitor":
      return statusOf(formula.id);
    case "not": {
      const of = compositeSeverity(formula.of, statusOf);
      if (of === NoData) return of;
      return isTriggered(of) ? OK : Alert;
    }
    case "and": {
      const left = compositeSeverity(formula.left, statusOf);
      const right = compositeSeverity(formula.right, statusOf);
      return isTriggered(left) && isTriggered(right) ? (Math.min(left, right) as Status) : OK;
    }
    case "or":
      return Math.max(
        compositeSeverity(formula.left, statusOf),
        compositeSeverity(formula.right, statusOf),
      ) as Status;
  }
}

/**
 * A composite that is not to tell of missing data keeps its last status instead.
 *
 * @see https://docs.datadoghq.com/monitors/types/composite/#computing-trigger-conditions
 */
export function compositeStatus(severity: Status, current: Status, notifyNoData: boolean): Status {
  if (severity !== NoData || notifyNoData) return severity;
  return current === None ? OK : current;
}
