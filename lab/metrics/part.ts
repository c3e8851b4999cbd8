import { arithmeticPlan, constantPlan, type Plan, type Side } from "./plan";

/** What a subexpression compiles to, with what the evaluation has to know of it. */
export interface Part {
  readonly plan: Plan;
  /** Degree in the metrics: 0 for a constant, 1 for a weighted sum, 2 for anything else. */
  readonly degree: 0 | 1 | 2;
  /** True for counts and rates, and for sums of them alone; asked once there are data. */
  readonly zeroWhereMissing: () => boolean;
}

const never = (): boolean => false;

export function constantPart(value: number): Part {
  return { plan: constantPlan(value), degree: 0, zeroWhereMissing: never };
}

/** Of a function that may give a value where its query has none. */
export function derivedPart(plan: Plan): Part {
  return { plan, degree: 2, zeroWhereMissing: never };
}

export function negatedPart(part: Part): Part {
  return { ...part, plan: arithmeticPlan("*", sideOf(constantPart(-1)), sideOf(part)) };
}

export function arithmeticPart(operator: "+" | "-" | "*" | "/", left: Part, right: Part): Part {
  const parts = [left, right].filter((part) => part.degree > 0);
  // Nothing divided by nothing is no value: a version without scores has no mean, and none of 0.
  const isRatio = operator === "/" && right.degree > 0;
  return {
    plan: arithmeticPlan(operator, sideOf(left), sideOf(right)),
    degree: degree(operator, left.degree, right.degree),
    zeroWhereMissing: () =>
      !isRatio && parts.length > 0 && parts.every((part) => part.zeroWhereMissing()),
  };
}

function sideOf({ plan, degree: of, zeroWhereMissing }: Part): Side {
  return { plan, zeroWhereMissing, constant: of === 0 };
}

function degree(operator: string, left: 0 | 1 | 2, right: 0 | 1 | 2): 0 | 1 | 2 {
  if (operator === "+" || operator === "-") return left > right ? left : right;
  if (operator === "*")
    return left + right > 1 && left !== 0 && right !== 0 ? 2 : left > right ? left : right;
  return right === 0 ? left : 2;
}
