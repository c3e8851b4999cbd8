import { nameInEnv } from "../../../telemetry";
import { defineCheck } from "../check";
import type { Known } from "../known";
import type { Total } from "../shapes";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { listed } from "../words";

const METRICS_OF = {
  "telemetry-dropped": { metric: "llm.telemetry_dropped", by: "reason", verb: "dropped" },
  "telemetry-undeclared": { metric: "llm.telemetry_undeclared", by: "field", verb: "undeclared" },
  "telemetry-folded": { metric: "llm.telemetry_folded", by: "field", verb: "folded into other" },
} as const;
type Trouble = keyof typeof METRICS_OF;
const TROUBLES = Object.keys(METRICS_OF) as readonly Trouble[];

/** What the runtime says of its own troubles. */
export const telemetryHealth = defineCheck({
  id: "telemetry health",
  what: "Does the runtime drop telemetry, send undeclared names, or fold values into `other`?",
  asks: ["GET /api/v1/query"],
  permissions: ["timeseries_query"],
  faults: {
    "telemetry-dropped": {
      result: "warn",
      what: "The runtime could not send values that it was given.",
      cure: "Read the service's log: the runtime says once which value (<values>); scores must be within 0 and 1.",
    },
    "telemetry-undeclared": {
      result: "warn",
      what: "The service sends names that its declaration does not have.",
      cure: "Add the names to the declaration; the service's log and `tag values` name them (<values>).",
    },
    "telemetry-folded": {
      result: "warn",
      what: "A tag has too many undeclared values, so further ones are sent as `other`.",
      cure: "Keep ids and texts out of <values>, or raise createLlmTelemetry({ cardinality: { maxValues } }).",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const services = app.stacks.flatMap((stack) => stack.services);
    return (
      await inParallel(services, async (declared) => {
        const { service, env } = declared;
        const totals = new Map<Trouble, readonly Total[]>();
        for (const trouble of TROUBLES) {
          const { metric, by } = METRICS_OF[trouble];
          const query = `sum:${metric}{service:${service},env:${env}} by {${by}}.as_count()`;
          const answer: Known<readonly Total[]> = await facts.totals(query);
          if (!answer.known) {
            return [new Findings(telemetryHealth, nameInEnv(declared)).unknown(answer)];
          }
          totals.set(trouble, answer.value);
        }
        return healthFindings(nameInEnv(declared), totals);
      })
    ).flat();
  },
});

function healthFindings(about: string, totals: ReadonlyMap<Trouble, readonly Total[]>): Finding[] {
  const findings = new Findings(telemetryHealth, about);
  const faults = TROUBLES.flatMap((trouble) => {
    const some = (totals.get(trouble) ?? []).filter(({ sum }) => sum > 0);
    if (some.length === 0) return [];
    const count = Math.round(some.reduce((sum, one) => sum + one.sum, 0));
    const values = listed(some.flatMap(({ group }) => group));
    const found = `${count} values ${METRICS_OF[trouble].verb} within a day (${values}).`;
    return [findings.fault(trouble, found, { values })];
  });
  if (faults.length > 0) return faults;
  return [findings.ok("Nothing dropped, undeclared or folded within a day.")];
}
