import { QueryError, type Expression, type FunctionCall, type MetricQuery } from "../query";
import { aggregator } from "./aggregators";
import { POINT_FUNCTIONS } from "./functions";
import { argument, readModifiers, splitFunctions } from "./modifiers";
import { Operand } from "./operand";
import type { CompiledOperand } from "./operands";
import {
  arithmeticPlan,
  constantPlan,
  movingPlan,
  movingSumPlan,
  operandPlan,
  pointPlan,
  shiftPlan,
  type MovingMethod,
  type Plan,
  type Side,
} from "./plan";
import { whyNotEvaluated } from "./refused-functions";
import { mixedScope, scopeFilter, valuesOfVariable, type Variables } from "./scope";
import { Selection } from "./selection";
import { reducePlan, type ScalarAggregator } from "./reduce";
import { calendarShift, FIXED_SHIFTS, type Shift } from "./shifts";
import type { MetricStore } from "./store";

/** What a subexpression compiles to, with what the evaluation has to know of it. */
interface Part {
  readonly plan: Plan;
  /** Degree in the metrics: 0 for a constant, 1 for a weighted sum, 2 for anything else. */
  readonly degree: 0 | 1 | 2;
  /** True for counts and rates, and for sums of them alone; asked once there are data. */
  readonly zeroWhereMissing: () => boolean;
}

const never = (): boolean => false;

const MOVING_METHODS: readonly MovingMethod[] = ["avg", "sum", "min", "max", "count"];

/** Functions that give a value where data are missing: what they are of is aligned with it. */
export const DEFAULTS: readonly string[] = ["default", "default_zero"];

export interface CompileProps {
  readonly store: MetricStore;
  /** For messages. */
  readonly text: string;
  readonly variables?: Variables;
  /** Queries that the formula refers to by name. */
  readonly references?: ReadonlyMap<string, NamedExpression>;
}

/** A query that a formula refers to by name. */
export interface NamedExpression {
  readonly text: string;
  readonly ast: Expression;
  /** Set where the formula is applied to one number per query, not to each bucket. */
  readonly reduction?: { readonly aggregator: ScalarAggregator; readonly bucket: number };
}

/** Compiles an expression over a store. One instance compiles one expression. */
export class Compiler {
  readonly operands: CompiledOperand[] = [];
  rollup: { readonly seconds: number; readonly at: number } | undefined;
  /** Seconds by which the furthest operand looks back beyond its interval. */
  lookback = 0;
  hasArithmetic = false;
  hasFunctions = false;
  private by: readonly string[] | undefined;
  private shiftDepth = 0;
  private defaultDepth = 0;

  constructor(private readonly props: CompileProps) {}

  /** @throws QueryError for what is not supported, by name and column. */
  compile(node: Expression): Part {
    switch (node.kind) {
      case "number":
        return { plan: constantPlan(node.value), degree: 0, zeroWhereMissing: never };
      case "text":
        return this.refuse(node.at, "A text cannot be evaluated");
      case "metric":
        return this.metric(node);
      case "call":
        return this.call(node);
      case "negation": {
        const part = this.compile(node.of);
        const minusOne = { plan: constantPlan(-1), zeroWhereMissing: never, constant: true };
        return { ...part, plan: arithmeticPlan("*", minusOne, sideOf(part)) };
      }
      case "arithmetic": {
        this.hasArithmetic = true;
        const [left, right] = [this.compile(node.left), this.compile(node.right)];
        const parts = [left, right].filter((part) => part.degree > 0);
        // Nothing divided by nothing is no value: a version without scores has no mean, and none of 0.
        const isRatio = node.operator === "/" && right.degree > 0;
        return {
          plan: arithmeticPlan(node.operator, sideOf(left), sideOf(right)),
          degree: degree(node.operator, left.degree, right.degree),
          zeroWhereMissing: () =>
            !isRatio && parts.length > 0 && parts.every((part) => part.zeroWhereMissing()),
        };
      }
      case "reference":
        return this.reference(node.name, node.at);
    }
  }

  get groupBy(): readonly string[] {
    return this.by ?? [];
  }

  private metric(written: MetricQuery): Part {
    const { own: query, functions } = splitFunctions(written);
    if (functions.length > 0) {
      const inner = (of: Expression, call: FunctionCall): Expression => ({
        ...call,
        args: [{ value: of, at: of.at }, ...call.args],
      });
      return this.compile(functions.reduce<Expression>(inner, query));
    }
    const { store } = this.props;
    const name = query.aggregator?.name ?? "avg";
    const at = query.aggregator?.at ?? query.at;
    const condition = query.aggregator?.condition;
    const found = aggregator(name, condition);
    if (!found) {
      const written = `${name}${condition ? "(v: …)" : ""}`;
      return this.refuse(at, `The aggregator ${written} is not supported by the lab,`);
    }
    const mixed = mixedScope(query.scope);
    if (mixed !== undefined) {
      this.refuse(mixed, "A scope takes either ! and , or NOT, AND, OR, IN, not both;");
    }
    const { counting, timeMethod, rollup, fill } = readModifiers(query, (...where) =>
      this.refuse(...where),
    );
    this.takeRollup(rollup);
    const by = this.takeGroups(query);
    const selection = this.selection(query, by);
    const operand = new Operand(store, {
      selection,
      aggregator: found,
      modifier: counting,
      timeMethod,
      fill,
      aligned: this.hasArithmetic || this.defaultDepth > 0,
    });
    this.operands.push({ query, operand, selection, shifted: this.shiftDepth > 0 });
    return {
      plan: operandPlan(operand, by.length > 0),
      degree: 1,
      zeroWhereMissing: () => counting !== undefined && operand.isCounted(),
    };
  }

  private selection({ metric, scope }: MetricQuery, by: readonly string[]): Selection {
    const { store, variables } = this.props;
    // Places in the text do not matter.
    const withoutPlaces = (name: string, value: unknown) => (name === "at" ? undefined : value);
    const key = JSON.stringify([metric, scope, by], withoutPlaces) + JSON.stringify(variables);
    const filter = scopeFilter(scope, variables);
    return store.selection(key, () => new Selection(store, metric, filter, by));
  }

  private call(call: FunctionCall): Part {
    this.hasFunctions = true;
    const point = POINT_FUNCTIONS[call.name];
    if (point) {
      const bound = point.numbers === 0 ? 0 : this.number(call, 1);
      const gives = DEFAULTS.includes(call.name) ? 1 : 0;
      this.defaultDepth += gives;
      const of = this.first(call);
      this.defaultDepth -= gives;
      if (call.name === "exclude_null") return of;
      return { plan: pointPlan(of.plan, point, bound), degree: 2, zeroWhereMissing: never };
    }
    if (call.name === "moving_rollup") return this.movingRollup(call);
    const shift = this.shift(call);
    if (!shift) return this.refuseFunction(call);
    this.shiftDepth += 1;
    const of = this.first(call);
    this.shiftDepth -= 1;
    return { ...of, plan: shiftPlan(of.plan, shift) };
  }

  private shift(call: FunctionCall): Shift | undefined {
    let seconds = FIXED_SHIFTS[call.name];
    if (call.name === "timeshift") seconds = -this.number(call, 1);
    if (seconds !== undefined) {
      if (seconds < 0) this.refuse(call.at, "timeshift() into the future is not supported,");
      const back = seconds;
      this.lookback = Math.max(this.lookback, back);
      return (time) => time - back;
    }
    if (call.name !== "calendar_shift") return undefined;
    const [amount, zone] = [argument(call, 1), argument(call, 2) ?? "UTC"];
    const shift = calendarShift(String(amount), String(zone));
    if (!shift)
      this.refuse(call.at, `calendar_shift(${String(amount)}, ${String(zone)}) is not valid`);
    const day = 86_400;
    const days = { d: 1, w: 7, mo: 31 }[/[a-z]+$/.exec(String(amount))?.[0] ?? ""] ?? 1;
    this.lookback = Math.max(
      this.lookback,
      (Math.abs(parseInt(String(amount), 10)) * days + 1) * day,
    );
    return shift;
  }

  private movingRollup(call: FunctionCall): Part {
    const seconds = this.number(call, 1);
    const method = MOVING_METHODS.find((one) => one === argument(call, 2));
    if (!method) {
      return this.refuse(call.at, `moving_rollup() takes one of ${MOVING_METHODS.join(", ")};`);
    }
    if (seconds <= 0) this.refuse(call.at, "moving_rollup() takes a positive number of seconds;");
    this.lookback = Math.max(this.lookback, seconds);
    const of = this.first(call);
    const isCount = ({ operand }: CompiledOperand): boolean =>
      operand.props.modifier === "as_count";
    const isTotal = method === "sum" && of.degree === 1 && this.operands.every(isCount);
    const plan = isTotal ? movingSumPlan(of.plan, seconds) : movingPlan(of.plan, seconds, method);
    return { plan, degree: 2, zeroWhereMissing: never };
  }

  private refuseFunction({ name, at }: FunctionCall): never {
    const reason = whyNotEvaluated(name);
    const because = reason === undefined ? "" : `: ${reason}`;
    return this.refuse(at, `The function ${name}() is not supported by the lab${because};`);
  }

  private reference(name: string, at: number): Part {
    const found = this.props.references?.get(name);
    if (!found) return this.refuse(at, `No query is named ${name},`);
    const inner = new Compiler({ ...this.props, text: found.text });
    inner.by = this.by;
    inner.shiftDepth = this.shiftDepth;
    const part = inner.compile(found.ast);
    this.operands.push(...inner.operands);
    this.by = inner.by;
    this.takeRollup(inner.rollup);
    this.lookback = Math.max(this.lookback, inner.lookback);
    if (!found.reduction || isTotal(found.reduction.aggregator, inner)) return part;
    const { aggregator: by, bucket } = found.reduction;
    const plan = reducePlan(part.plan, by, inner.rollup?.seconds ?? bucket);
    return { plan, degree: 2, zeroWhereMissing: never };
  }

  private takeRollup(rollup: { readonly seconds: number; readonly at: number } | undefined): void {
    if (rollup && this.rollup && rollup.seconds !== this.rollup.seconds) {
      this.refuse(
        rollup.at,
        "Different rollup intervals in one query are not supported by the lab,",
      );
    }
    this.rollup ??= rollup;
  }

  /** Sorted, so that operands which name the keys in another order have the same groups. */
  private takeGroups(query: MetricQuery): readonly string[] {
    const by = query.by.map(({ name, variable, at }) => {
      if (!variable) return name;
      const [value] = valuesOfVariable(this.props.variables?.[name]);
      return value ?? this.refuse(at, `by {$${name}} has no value,`);
    });
    const every = query.by.find(({ name }) => name === "*");
    if (every) this.refuse(every.at, "by {*} is not supported by the lab: name the tags;");
    const keys = [...new Set(by)].sort();
    if (keys.length === 0) return keys;
    if (this.by && this.by.join() !== keys.join()) {
      this.refuse(
        query.by[0]?.at ?? query.at,
        "Operands with different groupings are not supported by the lab,",
      );
    }
    this.by = keys;
    return keys;
  }

  private first(call: FunctionCall): Part {
    const value = call.args[0]?.value;
    return value ? this.compile(value) : this.refuse(call.at, `${call.name}() needs a query`);
  }

  private number(call: FunctionCall, index: number): number {
    const value = argument(call, index);
    if (typeof value === "number") return value;
    return this.refuse(call.args[index]?.at ?? call.at, `${call.name}() needs a number`);
  }

  private refuse(at: number, reason: string): never {
    throw new QueryError(this.props.text, at, reason);
  }
}

function sideOf({ plan, degree: of, zeroWhereMissing }: Part): Side {
  return { plan, zeroWhereMissing, constant: of === 0 };
}

/** Totals and merged sketches need no buckets: the span as a whole is exact. */
function isTotal(
  by: ScalarAggregator,
  { operands, hasArithmetic, hasFunctions }: Compiler,
): boolean {
  const only = operands[0]?.operand;
  if (!only || hasArithmetic || hasFunctions) return false;
  if (only.props.aggregator.kind === "percentile") return by === "percentile";
  return by === "sum" && only.isCounted() && only.props.modifier !== "as_rate";
}

function degree(operator: string, left: 0 | 1 | 2, right: 0 | 1 | 2): 0 | 1 | 2 {
  if (operator === "+" || operator === "-") return left > right ? left : right;
  if (operator === "*")
    return left + right > 1 && left !== 0 && right !== 0 ? 2 : left > right ? left : right;
  return right === 0 ? left : 2;
}
