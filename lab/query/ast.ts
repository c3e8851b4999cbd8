/** Where a node starts: offset into the query text, from 0. */
interface Located {
  readonly at: number;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/";
export type Comparator = ">" | ">=" | "<" | "<=" | "==" | "!=";

export type Expression =
  NumberLiteral | TextLiteral | MetricQuery | FunctionCall | Arithmetic | Negation | Reference;

export interface NumberLiteral extends Located {
  readonly kind: "number";
  readonly value: number;
}

/** A quoted argument of a function, such as the shift of `calendar_shift`. */
export interface TextLiteral extends Located {
  readonly kind: "text";
  readonly value: string;
}

/** `sum:llm.errors{env:production} by {model}.as_count()` */
export interface MetricQuery extends Located {
  readonly kind: "metric";
  /** Absent where the query names none; Datadog then takes `avg`. */
  readonly aggregator?: SpaceAggregator;
  readonly metric: string;
  readonly scope: Scope;
  readonly by: readonly GroupKey[];
  /** What follows, such as `.as_count()`, in the order written. */
  readonly modifiers: readonly FunctionCall[];
}

export interface SpaceAggregator extends Located {
  readonly name: string;
  /** `count(v: v<=1)`: counts the values of a distribution that meet a condition. */
  readonly condition?: { readonly comparator: Comparator; readonly value: number };
}

export interface GroupKey extends Located {
  readonly name: string;
  /** True for `by {$variable}`. */
  readonly variable: boolean;
}

export interface FunctionCall extends Located {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly FunctionArgument[];
}

export interface FunctionArgument extends Located {
  /** Set for `name=value`. */
  readonly name?: string;
  readonly value: Expression;
}

export interface Arithmetic extends Located {
  readonly kind: "arithmetic";
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Negation extends Located {
  readonly kind: "negation";
  readonly of: Expression;
}

/** A bare word: a query's name in a dashboard formula (`query1`), or a function's argument (`sum`). */
export interface Reference extends Located {
  readonly kind: "reference";
  readonly name: string;
}

export type Scope =
  | { readonly kind: "everything"; readonly at: number }
  | ScopeTag
  | ScopeVariable
  | { readonly kind: "not"; readonly of: Scope; readonly symbol: boolean; readonly at: number }
  | {
      readonly kind: "and" | "or";
      readonly of: readonly Scope[];
      /** True for a comma, false for the word. */
      readonly symbol: boolean;
      readonly at: number;
    };

/** `$env`, or `key:$env`. */
export interface ScopeVariable extends Located {
  readonly kind: "variable";
  readonly name: string;
  readonly key?: string;
}

/** `key:value`, or a tag without value. `*` is a wildcard in either. */
export interface ScopeTag extends Located {
  readonly kind: "tag";
  readonly key: string;
  readonly values: readonly string[];
  /** True for `key IN (a, b)`. */
  readonly list: boolean;
}

/** `last_10m`, `1d_ago`, and `next_1w` of a forecast. */
export interface TimeSpan extends Located {
  readonly text: string;
  readonly amount: number;
  readonly unit: "s" | "m" | "h" | "d" | "w" | "mo";
  /** `current` is a calendar window (`current_1d`). */
  readonly form: "last" | "next" | "ago" | "current";
}

/** `sum(last_10m):<expression> > 3` */
export interface MonitorQuery extends Located {
  readonly aggregator: { readonly name: string; readonly at: number };
  readonly window: TimeSpan;
  readonly change?: {
    readonly kind: "change" | "pct_change";
    readonly shift: TimeSpan;
    readonly at: number;
  };
  readonly expression: Expression;
  readonly comparator: Comparator;
  readonly comparatorAt: number;
  readonly threshold: number;
  /** Where the text has it; `to` is excluded. */
  readonly thresholdAt: { readonly from: number; readonly to: number };
}

export type CompositeFormula =
  | { readonly kind: "monitor"; readonly id: string; readonly at: number }
  | { readonly kind: "not"; readonly of: CompositeFormula; readonly at: number }
  | {
      readonly kind: "and" | "or";
      readonly left: CompositeFormula;
      readonly right: CompositeFormula;
      readonly at: number;
    };
