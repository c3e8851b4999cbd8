import type { DoctorStack } from "./app/doctor-app";
import type { PlannedMonitor } from "./app/planned-monitor";
import type { Facts } from "./facts";
import type { Known } from "./known";
import type { DeployedMonitor } from "./shapes";
import { unique } from "./words";

/** Each synthesized monitor with those of Datadog that are the same one. */
export interface Pairs {
  readonly found: ReadonlyMap<PlannedMonitor, readonly DeployedMonitor[]>;
  /** What bears the service's and the library's tags, and is not synthesized. */
  readonly leftOver: readonly DeployedMonitor[];
}

/** Finds the monitors of a stack in Datadog. */
export async function deployedMonitors(facts: Facts, stack: DoctorStack): Promise<Known<Pairs>> {
  const deployed = new Map<number, DeployedMonitor>();
  for (const tags of listings(stack.monitors)) {
    const answer = await facts.monitorsTagged(tags);
    if (!answer.known) return answer;
    for (const monitor of answer.value) deployed.set(monitor.id, monitor);
  }
  return { known: true, value: pairUp(stack, [...deployed.values()]) };
}

/**
 * Tags by which to list a stack's monitors, in few requests: those of its services, and for monitors
 * that bear no service, which are parts of alerts, the tag that says so.
 */
export function listings(monitors: readonly PlannedMonitor[]): string[] {
  const KEYS = ["service", "alert_role", "alert", "signal"];
  return unique(
    monitors.flatMap(({ tags }) => {
      const key = KEYS.find((one) => tags.some((tag) => tag.startsWith(`${one}:`)));
      return tags.find((tag) => key !== undefined && tag.startsWith(`${key}:`)) ?? [];
    }),
  );
}

/** A monitor is known by its name, which holds service and environment; a renamed one by its query. */
function pairUp(stack: DoctorStack, deployed: readonly DeployedMonitor[]): Pairs {
  const found = new Map<PlannedMonitor, readonly DeployedMonitor[]>();
  const taken = new Set<DeployedMonitor>();
  const take = (plan: PlannedMonitor, same: readonly DeployedMonitor[]): void => {
    found.set(plan, same);
    for (const monitor of same) taken.add(monitor);
  };
  for (const plan of stack.monitors) {
    take(
      plan,
      deployed.filter(({ name }) => name === plan.name),
    );
  }
  for (const plan of stack.monitors) {
    if (found.get(plan)?.length !== 0 || plan.type === "composite") continue;
    const same = deployed.filter((one) => !taken.has(one) && plan.query.matches(one.query));
    take(
      plan,
      same.filter(({ tags }) => plan.tags.every((tag) => tags.includes(tag))),
    );
  }
  const leftOver = deployed.filter((one) => !taken.has(one) && isOfStack(stack, one));
  return { found, leftOver };
}

function isOfStack({ services }: DoctorStack, { tags }: DeployedMonitor): boolean {
  const isOurs = tags.some((tag) => tag.startsWith("signal:"));
  const isOfService = services.some(({ service, env }) =>
    [`service:${service}`, `env:${env}`].every((tag) => tags.includes(tag)),
  );
  return isOurs && isOfService;
}

/** The id that a reference such as `datadog_monitor.x.id` has become. */
export function idOfReference(reference: string, pairs: Pairs | undefined): string | undefined {
  const resource = /^datadog_monitor(?:\.([\w-]+)|\["([^"]+)"\])\.id$/.exec(reference);
  const name = resource?.[1] ?? resource?.[2];
  const pair = [...(pairs?.found ?? [])].find(([plan]) => plan.id === name);
  return pair?.[1][0]?.id.toString();
}
