import { METRICS, type MetricName } from "../../../telemetry";
import { defineCheck } from "../check";
import { allKnown } from "../known";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { counted, listed, unique } from "../words";

/** Each metric that is read, with the type under which Datadog stores it. */
export type Types = ReadonlyMap<MetricName, string>;

/** Whether each metric is stored in the type that the queries expect. */
export const metricTypes = defineCheck({
  id: "metric types",
  what: "Is each metric that alerts and dashboards read stored in the type that their queries expect?",
  asks: ["GET /api/v1/metrics/{name}"],
  permissions: ["metrics_read"],
  faults: {
    "type-not-count": {
      result: "fail",
      what: "A counter is stored neither as count nor as rate, so `as_count()` sums something else.",
      cure: "Find who else sends <metrics> (Metrics Summary shows its tags), and give that another name: a metric has one type.",
    },
    "type-not-distribution": {
      result: "fail",
      what: "A metric is stored otherwise than as distribution, so percentiles and totals over all hosts are wrong or missing.",
      cure: "Send <metrics> by datadog-llm/runtime only, and not by histogram() or gauge(); Datadog's support changes the type of a metric that is stored.",
    },
  },
  async run({ app, facts, site }): Promise<Finding[]> {
    const names = unique(app.stacks.flatMap(({ reads }) => reads.map(({ metric }) => metric)));
    const all = allKnown(await inParallel(names, (metric) => facts.typeOf(metric)));
    if (!all.known) return [new Findings(metricTypes, site).unknown(all)];
    const types = new Map<MetricName, string>();
    for (const [index, metric] of names.entries()) {
      const type = all.value[index];
      if (type !== undefined) types.set(metric, type);
    }
    return typeFindings(site, types);
  },
});

/** DogStatsD's counts arrive as rates with an interval, and `as_count()` makes counts of both. */
const STORED_AS = { count: ["count", "rate"], distribution: ["distribution"] };

function typeFindings(site: string, types: Types): Finding[] {
  const findings = new Findings(metricTypes, site);
  const other = [...types].filter(
    ([metric, type]) => !STORED_AS[METRICS[metric].type].includes(type),
  );
  const faults = (["count", "distribution"] as const).flatMap((wanted) => {
    const wrong = other.filter(([metric]) => METRICS[metric].type === wanted);
    if (wrong.length === 0) return [];
    const shown = listed(wrong.map(([metric, type]) => `${metric} (${type || "no type"})`));
    const metrics = listed(wrong.map(([metric]) => metric));
    return [
      findings.fault(`type-not-${wanted}`, `Not stored as ${wanted}: ${shown}.`, { metrics }),
    ];
  });
  if (faults.length > 0) return faults;
  if (types.size === 0) return [findings.ok("None of the metrics is known to Datadog yet.")];
  const rates = [...types.values()].filter((type) => type === "rate").length;
  const detail = rates > 0 ? ` (${rates} of the counts as rates, as an agent sends them)` : "";
  return [findings.ok(`${counted(types.size, "metric")} stored in the right type${detail}.`)];
}
