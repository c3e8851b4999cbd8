import { blocksOf } from "../../lab/inputs/record";
import type { MetricQuery, Scope } from "../../lab/query";
import type { Attributes } from "../attributes";
import { identities, tag } from "../identity";
import { addressOf, dashboardOf, isMonitor, type Resource } from "../resources";
import { metricReads } from "./metric-reads";

/** An alert or a widget that groups or filters a metric by a tag, so that it loses it with the tag. */
export interface TagUse {
  readonly kind: "alert" | "widget";
  /** What a reviewer calls it, such as `tool_failure_rate on shop`, `"LLM health" › "Errors"`. */
  readonly subject: string;
  /** The same where service and dashboard are known: `tool_failure_rate`, `"Errors"`, `$model`. */
  readonly title: string;
  readonly address: string;
  readonly metric: string;
  readonly tag: string;
}

/** Every use of a tag in some stacks' monitors and dashboards. */
export function tagUses(resources: readonly Resource[]): TagUse[] {
  const identityOf = identities(resources);
  const seen = new Map<string, TagUse>();
  for (const resource of resources) {
    const { subject } = identityOf(resource);
    const uses = isMonitor(resource) ? usesByAlert(resource, subject) : usesByWidgets(resource);
    for (const use of uses) seen.set(JSON.stringify(Object.values(use)), use);
  }
  return [...seen.values()];
}

function usesByAlert(resource: Resource, subject: string): TagUse[] {
  const title = tag(resource, "alert") ?? subject;
  const of = { kind: "alert", subject, title, address: addressOf(resource) } as const;
  return metricReads(resource).flatMap(({ queries }) =>
    queries.flatMap((query) =>
      tagsOf(query, new Map()).map((one) => ({ ...of, metric: query.metric, tag: one.tag })),
    ),
  );
}

/** A dashboard whose variable stands for a tag uses it by that variable, and not by each widget. */
function usesByWidgets(resource: Resource): TagUse[] {
  const { attributes, name } = resource;
  const { title: dashboard = name, ...body } = dashboardOf(attributes) ?? attributes;
  const variables = variablesOf(body);
  return metricReads(resource).flatMap(({ widget = "a widget without a title", queries }) =>
    queries.flatMap((query) =>
      tagsOf(query, variables).map((one): TagUse => {
        const title = one.variable ?? JSON.stringify(widget);
        const subject = `${JSON.stringify(String(dashboard))} › ${title}`;
        const of = { kind: "widget", subject, title, address: addressOf(resource) } as const;
        return { ...of, metric: query.metric, tag: one.tag };
      }),
    ),
  );
}

/** A tag in a query; through a variable, the dashboard as a whole is filtered by it. */
interface TagInQuery {
  readonly tag: string;
  readonly variable?: string;
}

function tagsOf({ scope, by }: MetricQuery, variables: ReadonlyMap<string, string>): TagInQuery[] {
  const grouped = by.flatMap(({ name, variable }) => (variable ? [] : [{ tag: name }]));
  return [...grouped, ...filtered(scope, variables)];
}

function filtered(scope: Scope, variables: ReadonlyMap<string, string>): TagInQuery[] {
  switch (scope.kind) {
    case "tag":
      return [{ tag: scope.key }];
    case "variable": {
      const tag = scope.key ?? variables.get(scope.name);
      return tag === undefined ? [] : [{ tag, variable: `$${scope.name}` }];
    }
    case "not":
      return filtered(scope.of, variables);
    case "and":
    case "or":
      return scope.of.flatMap((one) => filtered(one, variables));
    default:
      return [];
  }
}

/** The tags that a dashboard's variables stand for, by their names. */
function variablesOf(body: Attributes): ReadonlyMap<string, string> {
  return new Map(
    [...blocksOf(body["template_variables"]), ...blocksOf(body["template_variable"])].flatMap(
      ({ name, prefix }) =>
        typeof name === "string" && typeof prefix === "string" ? [[name, prefix] as const] : [],
    ),
  );
}
