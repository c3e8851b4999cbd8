import { QueryError, type Expression, type FunctionCall, type MetricQuery } from "../query";
import { numberArgument, queryArgument, type Refuse } from "./arguments";
import { POINT_FUNCTIONS } from "./functions";
import { readModifiers, splitFunctions } from "./modifiers";
import { Operand } from "./operand";
import type { CompiledOperand } from "./operands";
import { arithmeticPart, constantPart, derivedPart, negatedPart, type Part } from "./part";
import { movingPlan, movingSumPlan, operandPlan, pointPlan, reducePlan, shiftPlan } from "./plan";
import { readMovingRollup } from "./read-moving";
import { checkScope, readAggregator, readGroups } from "./read-query";
import { readShift } from "./read-shift";
import type { ScalarAggregator } from "./reduce";
import { whyNotEvaluated } from "./refused-functions";
import { scopeFilter, type Variables } from "./scope";
import { Selection } from "./selection";
import type { MetricStore } from "./store";

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
  private readonly refuse: Refuse = (at, reason) => {
    throw new QueryError(this.props.text, at, reason);
  };

  constructor(private readonly props: CompileProps) {}

  /** @throws QueryError for what is not supported, by name and column. */
  compile(node: Expression): Part {
    switch (node.kind) {
      case "number":
        return constantPart(node.value);
      case "text":
        return this.refuse(node.at, "A text cannot be evaluated");
      case "metric":
        return this.metric(node);
      case "call":
        return this.call(node);
      case "negation":
        return negatedPart(this.compile(node.of));
      case "arithmetic":
        this.hasArithmetic = true;
        return arithmeticPart(node.operator, this.compile(node.left), this.compile(node.right));
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
    const found = readAggregator(query, this.refuse);
    checkScope(query, this.refuse);
    const { counting, timeMethod, rollup, fill } = readModifiers(query, this.refuse);
    this.takeRollup(rollup);
    const by = this.takeGroups(query);
    const selection = this.selection(query, by);
    const operand = new Operand(this.props.store, {
      selection,
      aggregator: found,
      modifier: counting,
      timeMethod,
      fill,
      aligned: this.hasArithmetic || this.defaultDepth > 0,
      hasDefault: this.defaultDepth > 0,
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
    const point = Object.hasOwn(POINT_FUNCTIONS, call.name)
      ? POINT_FUNCTIONS[call.name]
      : undefined;
    if (point) {
      const bound = point.numbers === 0 ? 0 : numberArgument(call, 1, this.refuse);
      const gives = DEFAULTS.includes(call.name) ? 1 : 0;
      this.defaultDepth += gives;
      const of = this.first(call);
      this.defaultDepth -= gives;
      if (call.name === "exclude_null") return of;
      return derivedPart(pointPlan(of.plan, point, bound));
    }
    if (call.name === "moving_rollup") return this.movingRollup(call);
    const read = readShift(call, this.refuse);
    if (!read) return this.refuseFunction(call);
    this.lookback = Math.max(this.lookback, read.lookback);
    this.shiftDepth += 1;
    const of = this.first(call);
    this.shiftDepth -= 1;
    return { ...of, plan: shiftPlan(of.plan, read.shift) };
  }

  private movingRollup(call: FunctionCall): Part {
    const { seconds, method } = readMovingRollup(call, this.refuse);
    this.lookback = Math.max(this.lookback, seconds);
    const of = this.first(call);
    const isCount = ({ operand }: CompiledOperand): boolean =>
      operand.props.modifier === "as_count";
    const isTotal = method === "sum" && of.degree === 1 && this.operands.every(isCount);
    return derivedPart(
      isTotal ? movingSumPlan(of.plan, seconds) : movingPlan(of.plan, seconds, method),
    );
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
    return derivedPart(reducePlan(part.plan, by, inner.rollup?.seconds ?? bucket));
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

  private takeGroups(query: MetricQuery): readonly string[] {
    const keys = readGroups(query, this.props.variables, this.refuse);
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
    return this.compile(queryArgument(call, this.refuse));
  }
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
