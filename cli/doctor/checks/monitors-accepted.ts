import type { DoctorStack } from "../app/doctor-app";
import type { PlannedMonitor } from "../app/planned-monitor";
import type { Answer } from "../../datadog/datadog-api";
import { defineCheck } from "../check";
import { deployedMonitors, idOfReference, type Pairs } from "../deployed";
import { known, type Known, type Unknown } from "../known";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { counted, grouped, listed } from "../words";

/** Why Datadog refuses a monitor; nothing where it accepts it. */
export interface Verdict {
  readonly monitor: PlannedMonitor;
  readonly refusal: Known<string | undefined>;
}

/** Not known before a deployment: a composite names other monitors by their ids. */
const NOT_YET: Unknown = {
  known: false,
  why: "it can be checked after the first deployment, as it names others by their ids",
};

/** Whether Datadog accepts every monitor as it is synthesized now, deployed or not. */
export const monitorsAccepted = defineCheck({
  id: "monitors accepted",
  what: "Does Datadog accept every monitor as it is synthesized now?",
  asks: ["POST /api/v1/monitor/validate"],
  permissions: ["monitors_read"],
  faults: {
    "monitor-refused": {
      result: "fail",
      what: "Datadog refuses a monitor: a deployment would fail.",
      cure: 'Change what Datadog names in the settings of "<monitor>"; if you did not write it, report it as a defect of datadog-llm.',
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const each = app.stacks.map(async (stack) => {
      const deployed = await deployedMonitors(facts, stack);
      const pairs = deployed.known ? deployed.value : undefined;
      const verdicts = await inParallel(stack.monitors, async (monitor): Promise<Verdict> => {
        const body = monitorBody(monitor, pairs);
        if (body === undefined) return { monitor, refusal: deployed.known ? NOT_YET : deployed };
        return { monitor, refusal: refusalIn(await facts.validate(body)) };
      });
      return acceptedFindings(stack, verdicts);
    });
    return (await Promise.all(each)).flat();
  },
});

/**
 * What the Terraform provider would send. A composite names monitors by their ids, which exist after a
 * deployment only; ids within a message do not matter.
 */
export function monitorBody(monitor: PlannedMonitor, pairs: Pairs | undefined): object | undefined {
  const { name, type, tags, priority, options } = monitor;
  // Ids of other resources, such as objectives, are known from the deployed query alone.
  const deployed = pairs?.found.get(monitor)?.find((one) => monitor.query.matches(one.query));
  const query =
    monitor.query.resolve((reference) => idOfReference(reference, pairs)) ?? deployed?.query;
  if (query === undefined) return undefined;
  const message = monitor.message.resolve(() => "0");
  return { name, type, query, message, tags, options, ...(priority ? { priority } : {}) };
}

function refusalIn(answer: Answer): Known<string | undefined> {
  if (answer.kind === "refused") return { known: true, value: answer.why };
  const accepted = known<unknown>(answer, "monitors_read");
  return accepted.known ? { known: true, value: undefined } : accepted;
}

function acceptedFindings(
  { id }: Pick<DoctorStack, "id">,
  verdicts: readonly Verdict[],
): Finding[] {
  const findings = new Findings(monitorsAccepted, id);
  const refused = grouped(verdicts, ({ refusal }) => (refusal.known ? refusal.value : undefined));
  const unknown = grouped(verdicts, ({ refusal }) => (refusal.known ? undefined : refusal.why));
  const accepted = verdicts.filter(({ refusal }) => refusal.known && refusal.value === undefined);
  return [
    ...refused.map(([why, [first, ...rest]]) =>
      findings.fault("monitor-refused", `${names([first, ...rest])}: ${why}`, {
        monitor: first.monitor.name,
      }),
    ),
    ...(accepted.length > 0
      ? [findings.ok(`${counted(accepted.length, "monitor")} accepted.`)]
      : []),
    ...unknown.map(([why, [{ refusal }, ...rest]]) => {
      const monitors = `${counted(rest.length + 1, "monitor")} not checked`;
      return findings.unknown({ ...(refusal as Unknown), why: `${monitors}: ${why}` });
    }),
  ];
}

function names(verdicts: readonly Verdict[]): string {
  return listed(verdicts.map(({ monitor }) => `"${monitor.name}"`));
}
