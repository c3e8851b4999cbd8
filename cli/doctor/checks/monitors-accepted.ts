import type { DoctorStack } from "../app/doctor-app";
import type { PlannedMonitor } from "../app/planned-monitor";
import type { Answer } from "../../datadog/datadog-api";
import { defineCheck } from "../check";
import { deployedMonitors, idOfReference, type Pairs } from "../deployed";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { counted, listed } from "../words";

/** What Datadog said of one monitor; nothing where it cannot be asked before a deployment. */
export interface Verdict {
  readonly monitor: PlannedMonitor;
  readonly answer: Answer | undefined;
}

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
        return { monitor, answer: body && (await facts.validate(body)) };
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
  const query = monitor.query.resolve((reference) => idOfReference(reference, pairs));
  if (query === undefined) return undefined;
  const message = monitor.message.resolve(() => "0");
  return { name, type, query, message, tags, options, ...(priority ? { priority } : {}) };
}

export function acceptedFindings(
  { id }: Pick<DoctorStack, "id">,
  verdicts: readonly Verdict[],
): Finding[] {
  const findings = new Findings(monitorsAccepted, id);
  const refused = verdicts.flatMap(({ monitor, answer }) =>
    answer?.kind === "refused"
      ? [
          findings.fault("monitor-refused", `"${monitor.name}": ${answer.why}`, {
            monitor: monitor.name,
          }),
        ]
      : [],
  );
  const unasked = verdicts.filter(({ answer }) => answer === undefined);
  const failed = verdicts.flatMap(({ answer }) =>
    answer === undefined || answer.kind === "ok" || answer.kind === "refused" ? [] : [answer],
  );
  const accepted = verdicts.length - refused.length - unasked.length - failed.length;
  return [
    ...refused,
    ...(accepted > 0 ? [findings.ok(`${counted(accepted, "monitor")} accepted.`)] : []),
    ...(unasked.length > 0 ? [findings.unknown({ known: false, why: waiting(unasked) })] : []),
    ...failed.slice(0, 1).map((answer) => findings.unknown(whyNot(answer, failed.length))),
  ];
}

function waiting(unasked: readonly Verdict[]): string {
  const names = listed(
    unasked.map(({ monitor }) => `"${monitor.name}"`),
    1,
  );
  return `${counted(unasked.length, "monitor")} can be checked after the first deployment, as they name others by their ids (${names})`;
}

function whyNot(answer: Answer, count: number) {
  const monitors = counted(count, "monitor");
  if (answer.kind === "unanswered") {
    return { known: false, why: `${monitors} not checked: ${answer.why}` } as const;
  }
  const why = `${monitors} not checked: the keys lack the permission monitors_read`;
  return { known: false, why, permission: "monitors_read" } as const;
}
