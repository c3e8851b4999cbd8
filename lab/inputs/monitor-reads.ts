import type { MonitorDefinition } from "../monitors/definition";
import {
  metricQueries,
  parseMonitorQuery,
  QueryError,
  readsValues,
  type MonitorQuery,
  type Scope,
} from "../query";

/** One metric query of a monitor. */
export interface Read {
  /** The monitor's id. */
  readonly monitor: string;
  readonly metric: string;
  /** Whether single values decide: a percentile, or how many values lie beyond a limit. */
  readonly readsValues: boolean;
  /** Whether it is read as a count. */
  readonly isCount: boolean;
  /** Every tag that its filter or its groups name. */
  readonly keys: readonly string[];
  /** What its filter admits, by tag; tags that it does not name, excludes or gives a wildcard are absent. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Of the monitor. */
  readonly threshold: number;
}

/** What a metric monitor reads; nothing where its query is none. */
export function readsOf({ id, query }: MonitorDefinition): Read[] {
  const parsed = parsedQuery(query);
  if (!parsed) return [];
  return metricQueries(parsed.expression).map((read) => {
    const { metric, scope, by, modifiers } = read;
    const tags = new Map<string, readonly string[]>();
    collect(scope, tags);
    return {
      monitor: id,
      metric,
      readsValues: readsValues(read),
      isCount: modifiers.some(({ name }) => name === "as_count" || name === "as_rate"),
      keys: [...new Set([...keysOf(scope), ...by.map(({ name }) => name)])],
      tags,
      threshold: parsed.threshold,
    };
  });
}

function keysOf(scope: Scope): string[] {
  if (scope.kind === "tag") return [scope.key];
  if (scope.kind === "not") return keysOf(scope.of);
  return scope.kind === "and" || scope.kind === "or" ? scope.of.flatMap(keysOf) : [];
}

function parsedQuery(query: string): MonitorQuery | undefined {
  try {
    return parseMonitorQuery(query);
  } catch (error) {
    // A run lists what cannot be evaluated.
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function collect(scope: Scope, into: Map<string, readonly string[]>): void {
  if (scope.kind === "and" || scope.kind === "or") for (const part of scope.of) collect(part, into);
  if (scope.kind !== "tag") return;
  const values = scope.values.filter((value) => value !== "" && !value.includes("*"));
  if (values.length > 0) into.set(scope.key, [...(into.get(scope.key) ?? []), ...values]);
}
