import { monitorsOfStack } from "../../lab/inputs/stack";
import type { MonitorDefinition } from "../../lab/monitors/definition";
import { parseMonitorQuery, QueryError, type MonitorQuery } from "../../lab/query";
import { identities, tag } from "../identity";
import { addressOf, resourcesIn, resourcesOf, type Resource, type StackFile } from "../resources";
import { drawnIn } from "./drawn";
import { readableQuery } from "./interpolations";
import type { Finding, LintedMonitor, PlayedRun, Repository, Rule, Surroundings } from "./rule";
import { avgOfCounts } from "./rules/avg-of-counts";
import { fullWindowUnset } from "./rules/full-window-unset";
import { lostMember } from "./rules/lost-member";
import { neverPages } from "./rules/never-pages";
import { nobodyHears } from "./rules/nobody-hears";
import { noNextStep } from "./rules/no-next-step";
import { noOwner } from "./rules/no-owner";
import { noRunbook } from "./rules/no-runbook";
import { notifiesByAccident } from "./rules/notifies-by-accident";
import { pagesForNothing } from "./rules/pages-for-nothing";
import { percentilesOff } from "./rules/percentiles-off";
import { promptVersionInVersion } from "./rules/prompt-version-in-version";
import { rateWithoutGuard } from "./rules/rate-without-guard";
import { runbookNotThere } from "./rules/runbook-not-there";
import { secretInMessage } from "./rules/secret-in-message";
import { thresholdNotDrawn } from "./rules/threshold-not-drawn";
import { unknownTag } from "./rules/unknown-tag";

/** Every rule, the gravest first. */
export const RULES: readonly Rule[] = [
  lostMember,
  secretInMessage,
  notifiesByAccident,
  nobodyHears,
  pagesForNothing,
  neverPages,
  percentilesOff,
  unknownTag,
  promptVersionInVersion,
  avgOfCounts,
  rateWithoutGuard,
  fullWindowUnset,
  runbookNotThere,
  noOwner,
  noNextStep,
  noRunbook,
  thresholdNotDrawn,
];

/** What rules may look at beside the stacks. */
export interface LintProps {
  /** Where the runbooks may stand. @default - links are not followed */
  readonly repository?: Repository | undefined;
  /** What the lab's incidents made of the monitors of each stack. @default - nothing was played */
  readonly runs?: ReadonlyMap<string, readonly PlayedRun[]>;
}

export interface Linted {
  /** The gravest first. */
  readonly findings: readonly Finding[];
  /** Monitors whose query could not be read, and why, in sentences: the rules about it found nothing. */
  readonly unread: readonly string[];
}

/** What is wrong with the alerts of some stacks, rule by rule. */
export function lint(stacks: readonly StackFile[], props: LintProps = {}): readonly Finding[] {
  return lintAll(stacks, props).findings;
}

/** The same, with what could not be looked at. */
export function lintAll(stacks: readonly StackFile[], props: LintProps = {}): Linted {
  const percentiles = percentileSettings(stacks);
  const linted = stacks.map((stack) => lintStack(stack, percentiles, props));
  const order = RULES.map(({ id }) => id);
  const findings = linted
    .flatMap((one) => one.findings)
    .sort((left, right) => order.indexOf(left.rule) - order.indexOf(right.rule));
  return { findings, unread: linted.flatMap((one) => one.unread) };
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

function lintStack(
  file: StackFile,
  percentiles: ReadonlyMap<string, boolean>,
  { repository, runs = new Map() }: LintProps,
): Linted {
  const json: unknown = JSON.parse(String(file.content));
  const resources = resourcesIn(file.stack, json);
  const { monitors, unread } = lintedMonitors(json, resources);
  const around: Surroundings = {
    percentiles,
    names: new Set(monitors.map(({ resource }) => resource.name)),
    drawn: drawnIn(resources),
    runs: runs.get(file.stack) ?? [],
    repository,
  };
  const findings = monitors.flatMap((monitor) =>
    RULES.flatMap((rule) =>
      rule.check(monitor, around).map((text) => ({
        rule: rule.id,
        subject: monitor.subject,
        address: addressOf(monitor.resource),
        text,
      })),
    ),
  );
  return { findings, unread };
}

function lintedMonitors(
  json: unknown,
  all: readonly Resource[],
): { monitors: LintedMonitor[]; unread: string[] } {
  const resources = all.filter(({ type }) => type === "datadog_monitor");
  const identityOf = identities(resources);
  const byName = new Map(resources.map((one) => [one.name, one]));
  const members = new Set(
    resources.flatMap(({ attributes: { type, query } }) =>
      type === "composite" ? referenced(String(query)) : [],
    ),
  );
  const unread: string[] = [];
  const monitors = monitorsOfStack(json).flatMap((definition) => {
    const resource = byName.get(definition.id);
    if (!resource) return [];
    const { subject } = identityOf(resource);
    const isMember = members.has(definition.id);
    const isPart =
      tag(resource, "alert_role") === "part" || (isMember && isSilent(definition.message));
    const query = queryOf(definition);
    if (query instanceof QueryError) unread.push(`${subject}: ${firstLine(query.message)}`);
    const read = query instanceof QueryError ? undefined : query;
    return [{ resource, definition, subject, query: read, isPart }];
  });
  return { monitors, unread };
}

function referenced(query: string): string[] {
  return [...query.matchAll(/datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? "",
  );
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
