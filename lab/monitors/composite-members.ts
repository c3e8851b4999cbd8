import { mentionsIn, QueryError, type CompositeFormula } from "../query";
import { referencedMonitor, type MonitorDefinition } from "./definition";
import type { MetricMonitor } from "./metric-monitor";

const MAX_MEMBERS = 10;

/** A member of a composite, in the order of its first appearance: `a`, `b`, … in messages. */
export interface Member {
  readonly id: string;
  readonly monitor: MetricMonitor;
}

/** @throws QueryError for a member that is not evaluated, or for too many. */
export function membersOf(
  monitors: ReadonlyMap<string, MetricMonitor>,
  { query }: MonitorDefinition,
  formula: CompositeFormula,
): Member[] {
  const found = new Map<string, Member>();
  for (const { id, at } of mentionsIn(formula)) {
    const monitor = monitors.get(referencedMonitor(id));
    if (!monitor) {
      throw new QueryError(query, at, `${id} is not among the metric monitors that are evaluated;`);
    }
    found.set(id, { id, monitor });
  }
  if (found.size > MAX_MEMBERS) {
    throw new QueryError(
      query,
      0,
      `A composite has at most ${MAX_MEMBERS} members, not ${found.size};`,
    );
  }
  return [...found.values()];
}
