import { argumentText, parseExpression, type FunctionCall } from "../../../query";
import type { Json } from "../json";

/** How many of a formula's groups are shown, and by what they are ranked. */
export interface Limit {
  readonly count: number;
  readonly order: "asc" | "desc";
  readonly by: RankBy;
}

type RankBy = keyof typeof RANKS;

const RANKS = {
  mean: (values: readonly number[]) => sum(values) / values.length,
  max: (values: readonly number[]) => Math.max(...values),
  min: (values: readonly number[]) => Math.min(...values),
  last: (values: readonly number[]) => values.at(-1) ?? NaN,
  sum,
  area: sum,
  l2norm: (values: readonly number[]) => Math.hypot(...values),
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A formula without the limit that is written around it or beside it. */
export function limitOf(formula: string, beside: Json): { formula: string; limit?: Limit } {
  const inside = limitInside(formula);
  if (inside) return inside;
  const count = beside["count"];
  if (typeof count !== "number") return { formula };
  return { formula, limit: { count, order: orderOf(beside["order"]), by: "mean" } };
}

/** `top(query, 10, 'mean', 'desc')`; the functions of fixed counts, such as `top5()`, are older. */
function limitInside(formula: string): { formula: string; limit: Limit } | undefined {
  if (!/^\s*(top|bottom)(5|10|15|20)?\s*\(/.test(formula)) return undefined;
  const call = parseExpression(formula);
  if (call.kind !== "call") return undefined;
  const fixed = /^(top|bottom)(\d+)?$/.exec(call.name);
  if (!fixed) return undefined;
  const limit: Limit = {
    count: Number(fixed[2] ?? argument(call, 1) ?? 10),
    order: fixed[1] === "bottom" ? "asc" : orderOf(argument(call, 3)),
    by: rankBy(fixed[2] === undefined ? argument(call, 2) : undefined),
  };
  return { formula: argumentText(formula, call, 0), limit };
}

function argument({ args }: FunctionCall, index: number): string | number | undefined {
  const value = args[index]?.value;
  return value?.kind === "number" || value?.kind === "text" ? value.value : undefined;
}

function orderOf(order: unknown): Limit["order"] {
  return order === "asc" ? "asc" : "desc";
}

function rankBy(name: string | number | undefined): RankBy {
  const by = name ?? "mean";
  if (Object.hasOwn(RANKS, by)) return by as RankBy;
  throw new Error(`top() ranked by "${by}" is not supported by the report.`);
}

/** The groups within the limit, the first of its order first; all of them without one. */
export function limited<T>(
  all: readonly T[],
  limit: Limit | undefined,
  valuesOf: (one: T) => readonly number[],
): readonly T[] {
  if (!limit) return all;
  const rank = RANKS[limit.by];
  const sign = limit.order === "asc" ? 1 : -1;
  return all
    .map((one) => ({ one, rank: rank(valuesOf(one).filter((value) => !Number.isNaN(value))) }))
    .filter((ranked) => !Number.isNaN(ranked.rank))
    .sort((a, b) => sign * (a.rank - b.rank))
    .slice(0, limit.count)
    .map(({ one }) => one);
}
