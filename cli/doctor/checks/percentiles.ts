import type { MetricName } from "../../../telemetry";
import { metricReads } from "../app/metric-reads";
import { defineCheck } from "../check";
import { allKnown } from "../known";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { counted, listed, unique } from "../words";

/** Whether metrics answer the percentile queries of the monitors. */
export const percentiles = defineCheck({
  id: "percentiles",
  what: "Are percentiles switched on where an alert reads them?",
  asks: ["GET /api/v2/metrics/{name}/tags"],
  permissions: ["metrics_read"],
  faults: {
    "percentiles-off": {
      result: "fail",
      what: "An alert reads a percentile of a metric that keeps none: it has no data, for ever.",
      cure: "npx cdktf deploy <stack>, or switch on percentiles in Metrics Summary > <metrics>.",
    },
  },
  async run({ app, facts, site }): Promise<Finding[]> {
    const reads = app.stacks.flatMap(({ monitors }) =>
      monitors.flatMap(({ query }) => metricReads(query.resolve(() => "0") ?? "")),
    );
    const read = unique(reads.filter((one) => one.percentiles).map(({ metric }) => metric));
    const all = allKnown(await inParallel(read, (metric) => facts.tagConfiguration(metric)));
    if (!all.known) return [new Findings(percentiles, site).unknown(all)];
    const off = read.filter((_, index) => all.value[index]?.include_percentiles !== true);
    const settings = app.settings[0]?.stack ?? "<the stack of LlmMetricSettings>";
    return percentileFindings(site, read, off, settings);
  },
});

function percentileFindings(
  site: string,
  read: readonly MetricName[],
  off: readonly MetricName[],
  stack: string,
): Finding[] {
  const findings = new Findings(percentiles, site);
  if (read.length === 0) return [findings.ok("No alert reads a percentile.")];
  if (off.length === 0) return [findings.ok(`Switched on for ${counted(read.length, "metric")}.`)];
  const metrics = listed(off);
  return [findings.fault("percentiles-off", `Switched off: ${metrics}.`, { stack, metrics })];
}
