import { expandedModule } from "../../lab/inputs/expanded-module";
import { monitorsOfModule } from "../../lab/inputs/stack";
import { addressOf, resourcesOf, resourcesOfModule, type StackFile } from "../resources";
import { drawnIn } from "./drawn";
import { DrawnLines } from "./drawn-lines";
import { lintedMonitors } from "./linted-monitor";
import type { Finding, PlayedRun, Repository, Rule, Surroundings } from "./rule";
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
  const lines = new DrawnLines();
  const linted = stacks.map((stack) => lintStack(stack, percentiles, lines, props));
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
  lines: DrawnLines,
  { repository, runs = new Map() }: LintProps,
): Linted {
  const module = expandedModule(JSON.parse(String(file.content)));
  const resources = resourcesOfModule(file.stack, module);
  const { monitors, unread } = lintedMonitors(monitorsOfModule(module), resources);
  const around: Surroundings = {
    percentiles,
    names: new Set(monitors.map(({ resource }) => resource.name)),
    drawn: drawnIn(resources, lines),
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
