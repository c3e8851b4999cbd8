import { nameInEnv, type LlmServiceInEnv } from "../../../telemetry";
import { metricReads } from "../app/metric-reads";
import type { DoctorStack } from "../app/doctor-app";
import { defineCheck } from "../check";
import type { Facts } from "../facts";
import type { Known } from "../known";
import type { MetricTags } from "../shapes";
import { Findings, type Finding } from "../finding";
import { inParallel } from "../in-parallel";
import { keyOf } from "../tags";
import { counted, listed, unique } from "../words";

/** Per metric of a service: the tags that the monitors need, and those that there are. */
export type Needs = ReadonlyMap<
  string,
  { readonly needed: readonly string[]; readonly seen: MetricTags }
>;

/** Whether the tags by which monitors filter and group are on the metrics. */
export const metricTags = defineCheck({
  id: "metric tags",
  what: "Are the tags by which the monitors filter and group on each metric, and queryable?",
  asks: ["GET /api/v1/metrics", "GET /api/v2/metrics/{name}/all-tags"],
  permissions: ["metrics_read"],
  faults: {
    "tag-missing": {
      result: "fail",
      what: "A metric arrives without a tag that a monitor needs: the monitor does not see those points.",
      cure: "Make the calls within llm.withPrompt({ name, version, feature }), and send the metric by datadog-llm/runtime only, which sets <tags>.",
    },
    "tag-not-queryable": {
      result: "fail",
      what: "A tag arrives, but the metric's settings do not keep it queryable.",
      cure: "npx cdktf deploy <stack>, or add <tags> to the metric in Metrics Summary > Manage tags.",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const subjects = app.stacks.flatMap((stack) =>
      stack.services.map((service) => ({ stack, service })),
    );
    const settings = app.settings[0]?.stack ?? "<the stack of LlmMetricSettings>";
    return (
      await inParallel(subjects, async ({ stack, service }) => {
        const needs = await needsOf(facts, stack, service);
        if (needs.known) return tagFindings(nameInEnv(service), needs.value, settings);
        return [new Findings(metricTags, nameInEnv(service)).unknown(needs)];
      })
    ).flat();
  },
});

async function needsOf(
  facts: Facts,
  { monitors }: DoctorStack,
  { service, env }: LlmServiceInEnv,
): Promise<Known<Needs>> {
  const active = await facts.activeMetrics({ service, env }, 86_400);
  if (!active.known) return active;
  const reads = monitors.flatMap(({ query }) => metricReads(query.resolve(() => "0") ?? ""));
  const needs = new Map<string, { needed: string[]; seen: MetricTags }>();
  for (const metric of unique(reads.map((read) => read.metric))) {
    if (!active.value.includes(metric)) continue;
    const seen = await facts.tagsOf(metric, { service, env });
    if (!seen.known) return seen;
    const needed = reads.filter((read) => read.metric === metric).flatMap(({ tags }) => tags);
    needs.set(metric, { needed: unique(needed), seen: seen.value });
  }
  return { known: true, value: needs };
}

function tagFindings(about: string, needs: Needs, settings: string): Finding[] {
  const findings = new Findings(metricTags, about);
  const faults = [...needs].flatMap(([metric, { needed, seen }]) => {
    const [ingested, queryable] = [seen.ingested.map(keyOf), seen.queryable.map(keyOf)];
    const missing = needed.filter((tag) => !ingested.includes(tag) && !queryable.includes(tag));
    const hidden = needed.filter((tag) => ingested.includes(tag) && !queryable.includes(tag));
    return [
      ...missing.map((tag) => ({ fault: "tag-missing" as const, tag, metric })),
      ...hidden.map((tag) => ({ fault: "tag-not-queryable" as const, tag, metric })),
    ];
  });
  if (needs.size === 0) return [findings.ok("No metric arrived within a day to look at.")];
  if (faults.length === 0) {
    return [findings.ok(`${counted(needs.size, "metric")} with every tag that the monitors need.`)];
  }
  return (["tag-missing", "tag-not-queryable"] as const).flatMap((fault) => {
    const of = faults.filter((one) => one.fault === fault);
    if (of.length === 0) return [];
    const shown = listed(of.map(({ tag, metric }) => `${tag} on ${metric}`));
    const text =
      fault === "tag-missing" ? `Never sent: ${shown}.` : `Sent, not queryable: ${shown}.`;
    return [
      findings.fault(fault, text, {
        tags: listed(unique(of.map(({ tag }) => tag))),
        stack: settings,
      }),
    ];
  });
}
