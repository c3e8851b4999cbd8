import { monitorsOfStack } from "../../lab/inputs/stack";
import { parseMonitorQuery, QueryError, type MonitorQuery } from "../../lab/query";
import { identities, tag } from "../identity";
import { addressOf, resourcesOf, type Resource, type StackFile } from "../resources";
import type { Finding, Linted, LintedMonitor, Rule } from "./rule";
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

/** What is wrong with the alerts of some stacks. */
export function lint(stacks: readonly StackFile[]): Finding[] {
  const resources = resourcesOf(stacks);
  const monitors = lintedMonitors(stacks, resources);
  const all: Linted = { monitors, resources };
  return RULES.flatMap((rule) =>
    monitors.flatMap((monitor) =>
      rule.check(monitor, all).map((text) => ({
        rule: rule.id,
        subject: monitor.subject,
        address: addressOf(monitor.resource),
        text,
      })),
    ),
  );
}

function lintedMonitors(
  stacks: readonly StackFile[],
  resources: readonly Resource[],
): LintedMonitor[] {
  const identityOf = identities(resources);
  const byAddress = new Map(resources.map((one) => [addressOf(one), one]));
  const members = new Set(
    resources.flatMap(({ stack, attributes: { type, query } }) =>
      type === "composite" ? referenced(String(query)).map((name) => `${stack} ${name}`) : [],
    ),
  );
  return stacks.flatMap(({ stack, json }) =>
    monitorsOfStack(json).flatMap((definition) => {
      const resource = byAddress.get(`${stack}/datadog_monitor.${definition.id}`);
      if (!resource) return [];
      const { subject } = identityOf(resource);
      const isMember = members.has(`${stack} ${definition.id}`);
      const isPart =
        tag(resource, "alert_role") === "part" || (isMember && isSilent(definition.message));
      return [{ resource, definition, subject, query: queryOf(definition), isPart }];
    }),
  );
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
