import type { MonitorDefinition } from "../../lab/monitors/definition";
import {
  metricQueries,
  parseMonitorQuery,
  QueryError,
  type MetricQuery,
  type MonitorQuery,
} from "../../lab/query";
import { occasionsByReceiver } from "../changes/receivers";
import { identities, tag } from "../identity";
import { referencedMonitors } from "../monitor-references";
import type { Resource } from "../resources";
import { isFilledIn, readableQuery } from "./interpolations";
import { spokenWords } from "./spoken";

interface ReadMonitor {
  readonly resource: Resource;
  readonly definition: MonitorDefinition;
  /** What a reviewer calls it. */
  readonly subject: string;
  /** Absent for composites and for monitors of other products. */
  readonly query: MonitorQuery | undefined;
  /** A monitor that only serves a composite notifies nobody, and is not read by itself. */
  readonly isPart: boolean;
}

/** A monitor as a rule sees it. What several rules look at is found once, by the first that asks. */
export class LintedMonitor implements ReadMonitor {
  readonly resource: Resource;
  readonly definition: MonitorDefinition;
  readonly subject: string;
  readonly query: MonitorQuery | undefined;
  readonly isPart: boolean;
  private found: { queries?: MetricQuery[]; receivers?: string[]; words?: string[] } = {};

  constructor({ resource, definition, subject, query, isPart }: ReadMonitor) {
    this.resource = resource;
    this.definition = definition;
    this.subject = subject;
    this.query = query;
    this.isPart = isPart;
  }

  /** The queries of metrics in its query; none where that is of no metric. */
  get queries(): readonly MetricQuery[] {
    return (this.found.queries ??= this.query ? metricQueries(this.query.expression) : []);
  }

  /** Everyone whom its message names, without the `@`. */
  get receivers(): readonly string[] {
    return (this.found.receivers ??= [...occasionsByReceiver(this.definition.message).keys()]);
  }

  /** The words that its message says to people. */
  get words(): readonly string[] {
    return (this.found.words ??= spokenWords(this.definition.message, this.receivers));
  }

  /** Terraform fills words into its message. */
  get isFilledIn(): boolean {
    return isFilledIn(this.definition.message);
  }
}

/**
 * The monitors of one stack.
 *
 * @param definitions as the lab reads them from the same stack
 * @returns with those whose query could not be read, and why, in sentences
 */
export function lintedMonitors(
  definitions: readonly MonitorDefinition[],
  all: readonly Resource[],
): { monitors: LintedMonitor[]; unread: string[] } {
  const resources = all.filter(({ type }) => type === "datadog_monitor");
  const identityOf = identities(resources);
  const byName = new Map(resources.map((one) => [one.name, one]));
  const members = new Set(
    resources.flatMap(({ attributes: { type, query } }) =>
      type === "composite" ? referencedMonitors(String(query)) : [],
    ),
  );
  const unread: string[] = [];
  const monitors = definitions.flatMap((definition) => {
    const resource = byName.get(definition.id);
    if (!resource) return [];
    const { subject } = identityOf(resource);
    const isMember = members.has(definition.id);
    const isPart =
      tag(resource, "alert_role") === "part" || (isMember && isSilent(definition.message));
    const query = queryOf(definition);
    if (query instanceof QueryError) unread.push(`${subject}: ${firstLine(query.message)}`);
    const read = query instanceof QueryError ? undefined : query;
    return [new LintedMonitor({ resource, definition, subject, query: read, isPart })];
  });
  return { monitors, unread };
}

function isSilent(message: string): boolean {
  return !message.includes("@");
}

/** The others point at a place in the query. */
function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

/** Of a monitor on metrics; the lab reads no other. */
function queryOf({
  type,
  query,
}: Pick<MonitorDefinition, "type" | "query">): MonitorQuery | QueryError | undefined {
  if (type !== "query alert" && type !== "metric alert") return undefined;
  try {
    return parseMonitorQuery(readableQuery(query));
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
