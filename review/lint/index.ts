import { monitorsOfStack } from "../../lab/inputs/stack";
import { parseMonitorQuery, QueryError, type MonitorQuery } from "../../lab/query";
import { identities, tag } from "../identity";
import { addressOf, resourcesIn, resourcesOf, type StackFile } from "../resources";
import type { Finding, LintedMonitor, Rule } from "./rule";
import { avgOfCounts } from "./rules/avg-of-counts";
import { fullWindowUnset } from "./rules/full-window-unset";
import { lostMember } from "./rules/lost-member";
import { nobodyHears } from "./rules/nobody-hears";
import { noNextStep } from "./rules/no-next-step";
import { noOwner } from "./rules/no-owner";
import { notifiesByAccident } from "./rules/notifies-by-accident";
import { percentilesOff } from "./rules/percentiles-off";
import { promptVersionInVersion } from "./rules/prompt-version-in-version";
import { rateWithoutGuard } from "./rules/rate-without-guard";
import { secretInMessage } from "./rules/secret-in-message";
import { unknownTag } from "./rules/unknown-tag";

/** Every rule, the gravest first. */
export const RULES: readonly Rule[] = [
  lostMember,
  secretInMessage,
  notifiesByAccident,
  nobodyHears,
  percentilesOff,
  unknownTag,
  promptVersionInVersion,
  avgOfCounts,
  rateWithoutGuard,
  fullWindowUnset,
  noOwner,
  noNextStep,
];

/** What is wrong with the alerts of some stacks, rule by rule. */
export function lint(stacks: readonly StackFile[]): Finding[] {
  const percentiles = percentileSettings(stacks);
  const found = stacks.flatMap((stack) => findingsIn(stack, percentiles));
  const order = RULES.map(({ id }) => id);
  return found.sort((left, right) => order.indexOf(left.rule) - order.indexOf(right.rule));
}

/** Settings of metrics stand in a stack of their own; the others need not be parsed for them. */
function percentileSettings(stacks: readonly StackFile[]): Map<string, boolean> {
  const settings = stacks.filter(({ content }) => content.includes(TAG_CONFIGURATION));
  return new Map(
    resourcesOf(settings)
      .filter(({ type }) => type === TAG_CONFIGURATION)
      .map(({ attributes: { metric_name: metric, include_percentiles: isOn } }) => [
        String(metric),
        isOn === "true",
      ]),
  );
}

const TAG_CONFIGURATION = "datadog_metric_tag_configuration";

function findingsIn(file: StackFile, percentiles: ReadonlyMap<string, boolean>): Finding[] {
  const monitors = lintedMonitors(file);
  const around = { percentiles, names: new Set(monitors.map(({ resource }) => resource.name)) };
  return monitors.flatMap((monitor) =>
    RULES.flatMap((rule) =>
      rule.check(monitor, around).map((text) => ({
        rule: rule.id,
        subject: monitor.subject,
        address: addressOf(monitor.resource),
        text,
      })),
    ),
  );
}

function lintedMonitors(file: StackFile): LintedMonitor[] {
  const json: unknown = JSON.parse(String(file.content));
  const resources = resourcesIn(file.stack, json).filter(({ type }) => type === "datadog_monitor");
  const identityOf = identities(resources);
  const byName = new Map(resources.map((one) => [one.name, one]));
  const members = new Set(
    resources.flatMap(({ attributes: { type, query } }) =>
      type === "composite" ? referenced(String(query)) : [],
    ),
  );
  return monitorsOfStack(json).flatMap((definition) => {
    const resource = byName.get(definition.id);
    if (!resource) return [];
    const { subject } = identityOf(resource);
    const isMember = members.has(definition.id);
    const isPart =
      tag(resource, "alert_role") === "part" || (isMember && isSilent(definition.message));
    return [{ resource, definition, subject, query: queryOf(definition), isPart }];
  });
}

function referenced(query: string): string[] {
  return [...query.matchAll(/datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? "",
  );
}

function isSilent(message: string): boolean {
  return !message.includes("@");
}

function queryOf({
  type,
  query,
}: {
  readonly type: string;
  readonly query: string;
}): MonitorQuery | undefined {
  if (type !== "query alert" && type !== "metric alert") return undefined;
  try {
    return parseMonitorQuery(query);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}
