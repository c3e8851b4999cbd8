import { QueryError, type MetricQuery } from "../query";
import { aggregatorProblem } from "./aggregators";
import type { Operand } from "./operand";
import type { GroupTags, Selection } from "./selection";

/** A metric query of the expression. */
export interface CompiledOperand {
  readonly query: MetricQuery;
  readonly operand: Operand;
  readonly selection: Selection;
  /** True inside `timeshift` and its like: says nothing of whether data arrive now. */
  readonly shifted: boolean;
}

/** Whether metric types that are known by now fit the aggregators. */
export function typeProblem(
  text: string,
  operands: readonly CompiledOperand[],
): QueryError | undefined {
  for (const { query, selection, operand } of operands) {
    const type = selection.metric?.type;
    const problem = type && aggregatorProblem(operand.props.aggregator, type);
    if (problem) return new QueryError(text, query.at, `${query.metric}: ${problem};`);
  }
  return undefined;
}

/** All groups of the operands, by key. An ungrouped expression has one, with the key "". */
export function groupsOf(
  operands: readonly CompiledOperand[],
  by: readonly string[],
): Map<string, GroupTags> {
  const groups = new Map<string, GroupTags>();
  const grouped = by.length > 0;
  for (const { selection, query } of operands) {
    selection.refresh();
    if (grouped && query.by.length === 0) continue;
    for (const { key, tags } of selection.groups.values())
      if (!groups.has(key)) groups.set(key, tags);
  }
  return groups;
}
