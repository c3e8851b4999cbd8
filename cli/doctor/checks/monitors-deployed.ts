import type { DoctorStack } from "../app/doctor-app";
import type { PlannedMonitor } from "../app/planned-monitor";
import { defineCheck } from "../check";
import { deployedMonitors, type Pairs } from "../deployed";
import type { DeployedMonitor } from "../shapes";
import { Findings, type Finding } from "../finding";
import { counted, listed } from "../words";

/** Whether Datadog holds the monitors that are synthesized, once and unchanged. */
export const monitorsDeployed = defineCheck({
  id: "monitors deployed",
  what: "Does Datadog hold the synthesized monitors, once and unchanged?",
  asks: ["GET /api/v1/monitor"],
  permissions: ["monitors_read"],
  faults: {
    "monitor-missing": {
      result: "fail",
      what: "A synthesized monitor is not in Datadog: not deployed yet, or deleted by hand.",
      cure: "npx cdktf deploy <stack>",
    },
    "monitor-differs": {
      result: "fail",
      what: "A monitor is not as synthesized: changed by hand, or the app was not deployed since.",
      cure: "npx cdktf diff <stack>, then npx cdktf deploy <stack>",
    },
    "monitor-twice": {
      result: "fail",
      what: "A monitor stands there twice, so it pages twice: a deployment lost its state.",
      cure: "Delete the one that is not in the state of <stack> (npx cdktf diff <stack> shows none of it): monitors <ids>.",
    },
    "monitor-left-over": {
      result: "warn",
      what: "A monitor bears the service's tags and is no longer synthesized.",
      cure: "Delete monitors <ids>, unless another app deploys them.",
    },
    "monitor-muted": {
      result: "warn",
      what: "A monitor is muted, by itself or by a downtime: it tells nobody.",
      cure: "Monitors > Manage Monitors > unmute, or Monitors > Downtimes: monitors <ids>.",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const each = app.stacks.map(async (stack) => {
      const pairs = await deployedMonitors(facts, stack);
      if (pairs.known) return deployedFindings(stack, pairs.value);
      return [new Findings(monitorsDeployed, stack.id).unknown(pairs)];
    });
    return (await Promise.all(each)).flat();
  },
});

function deployedFindings(
  { id, monitors }: Pick<DoctorStack, "id" | "monitors">,
  { found, leftOver }: Pairs,
): Finding[] {
  const findings = new Findings(monitorsDeployed, id);
  const pairs = monitors.map((plan) => ({ plan, same: found.get(plan) ?? [] }));
  const missing = pairs.flatMap(({ plan, same }) => (same.length === 0 ? [plan.name] : []));
  const twice = pairs.filter(({ same }) => same.length > 1);
  const muted = pairs.flatMap(({ same }) => same.filter(isMuted));
  const differing = pairs.flatMap(({ plan, same: [first] }) => {
    const fields = first === undefined ? [] : differences(plan, first);
    return fields.length === 0 ? [] : [`"${plan.name}" (${fields.join(", ")})`];
  });
  const faults = [
    ...missing.slice(0, 1).map(() => {
      const found = `${counted(missing.length, "monitor")} not in Datadog: ${quoted(missing)}.`;
      return findings.fault("monitor-missing", found, { stack: id });
    }),
    ...differing.slice(0, 1).map(() => {
      const found = `${counted(differing.length, "monitor")} not as synthesized: ${listed(differing)}.`;
      return findings.fault("monitor-differs", found, { stack: id });
    }),
    ...twice.map(({ plan, same }) =>
      findings.fault("monitor-twice", `"${plan.name}" is there ${same.length} times.`, {
        stack: id,
        ids: ids(same),
      }),
    ),
    ...leftOver.slice(0, 1).map(() => {
      const found = `${quoted(leftOver.map(({ name }) => name))}: in Datadog, and not synthesized.`;
      return findings.fault("monitor-left-over", found, { ids: ids(leftOver) });
    }),
    ...muted.slice(0, 1).map(() => {
      const found = `${counted(muted.length, "monitor")} muted: ${quoted(muted.map(({ name }) => name))}.`;
      return findings.fault("monitor-muted", found, { ids: ids(muted) });
    }),
  ];
  if (faults.length > 0) return faults;
  return [findings.ok(`${counted(monitors.length, "monitor")} deployed as synthesized.`)];
}

/** The names of what differs; texts are not printed, as they are long. */
export function differences(plan: PlannedMonitor, deployed: DeployedMonitor): string[] {
  const options = Object.entries(plan.options).filter(
    ([name, value]) => !sameValue(value, deployed.options[name]),
  );
  const differs = {
    name: plan.name !== deployed.name,
    type: plan.type !== deployed.type,
    query: !plan.query.matches(deployed.query),
    message: !plan.message.matches(deployed.message),
    // A provider's default tags may have been added.
    tags: !plan.tags.every((tag) => deployed.tags.includes(tag)),
    priority: (plan.priority ?? null) !== deployed.priority,
  };
  const fields = Object.entries(differs).flatMap(([name, isOther]) => (isOther ? [name] : []));
  return [...fields, ...options.map(([name]) => name)];
}

/** Terraform writes an option that is off as `false` or 0, and the API may leave it out. */
function sameValue(planned: unknown, deployed: unknown): boolean {
  if ((planned === false || planned === 0) && (deployed ?? planned) === planned) return true;
  if (typeof planned !== "object" || planned === null) return planned === deployed;
  if (Array.isArray(planned)) {
    return JSON.stringify(Array.from<unknown>(planned).sort()) === JSON.stringify(sorted(deployed));
  }
  return Object.entries(planned).every(([key, value]) =>
    sameValue(value, (deployed as Record<string, unknown> | undefined)?.[key]),
  );
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? Array.from<unknown>(value).sort() : value;
}

function isMuted({ options, matching_downtimes: downtimes = [] }: DeployedMonitor): boolean {
  return (
    Object.keys((options["silenced"] as object | null) ?? {}).length > 0 || downtimes.length > 0
  );
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => `"${name}"`));
}

function ids(monitors: readonly DeployedMonitor[]): string {
  return listed(
    monitors.map(({ id }) => String(id)),
    10,
  );
}
