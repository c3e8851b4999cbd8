import { metricReads } from "../app/metric-reads";
import type { DoctorStack } from "../app/doctor-app";
import type { PlannedMonitor } from "../app/planned-monitor";
import { defineCheck } from "../check";
import { deployedMonitors, type Pairs } from "../deployed";
import type { MetricTags } from "../shapes";
import { Findings, type Finding } from "../finding";
import { keyOf } from "../tags";
import { counted, listed, unique } from "../words";

const DAY = 86_400;

/** What arrived of a service in the last day. */
export interface Arrived {
  readonly metrics: readonly string[];
  readonly tags: ReadonlyMap<string, MetricTags>;
}

/** Which monitors see nothing, and why. */
export const monitorsData = defineCheck({
  id: "monitors data",
  what: "Which monitors have no data, and why?",
  asks: ["GET /api/v1/monitor", "GET /api/v1/metrics", "GET /api/v2/metrics/{name}/all-tags"],
  permissions: ["monitors_read", "metrics_read"],
  faults: {
    "no-data-metric": {
      result: "fail",
      what: "A monitor has no data, because its metric did not arrive for a day.",
      cure: "See <metrics> under `metrics arrived`: the monitors recover by themselves once it arrives.",
    },
    "no-data-tag": {
      result: "fail",
      what: "A monitor has no data, because a tag that its query needs is never sent.",
      cure: "Make the calls within llm.withPrompt({ name, version, feature }), so that <tags> is on every point.",
    },
    "no-data-idle": {
      result: "warn",
      what: "A monitor has no data, although its metric and tags arrive: nothing matched in its window.",
      cure: "Nothing, where the service is idle; otherwise compare the query's filters with what `tag values` found.",
    },
  },
  async run({ app, facts }): Promise<Finding[]> {
    const each = app.stacks.map(async (stack) => {
      const findings = new Findings(monitorsData, stack.id);
      const pairs = await deployedMonitors(facts, stack);
      if (!pairs.known) return [findings.unknown(pairs)];
      const silent = withoutData(stack, pairs.value);
      const metrics: string[] = [];
      const tags = new Map<string, MetricTags>();
      for (const { service, env } of silent.length > 0 ? stack.services : []) {
        const active = await facts.activeMetrics({ service, env }, DAY);
        if (!active.known) return [findings.unknown(active)];
        metrics.push(...active.value);
        for (const metric of metricsOf(silent)) {
          const seen = await facts.tagsOf(metric, { service, env });
          if (seen.known) tags.set(metric, seen.value);
        }
      }
      const deployed = [...pairs.value.found.values()].filter(({ length }) => length > 0);
      return dataFindings(stack.id, deployed.length, silent, { metrics, tags });
    });
    return (await Promise.all(each)).flat();
  },
});

/** A composite says no more than its members, which are judged themselves. */
function withoutData({ monitors }: DoctorStack, { found }: Pairs): PlannedMonitor[] {
  return monitors.filter(
    (plan) =>
      plan.type !== "composite" &&
      found.get(plan)?.some(({ overall_state: state }) => state === "No Data"),
  );
}

function metricsOf(monitors: readonly PlannedMonitor[]): string[] {
  return unique(
    monitors.flatMap(({ query }) => metricReads(textOf(query)).map(({ metric }) => metric)),
  );
}

function textOf(query: PlannedMonitor["query"]): string {
  return query.resolve(() => "0") ?? "";
}

function dataFindings(
  stack: string,
  deployed: number,
  silent: readonly PlannedMonitor[],
  { metrics, tags }: Arrived,
): Finding[] {
  const findings = new Findings(monitorsData, stack);
  const causes = silent.map((monitor) => {
    const reads = metricReads(textOf(monitor.query));
    const absent = reads.map(({ metric }) => metric).filter((metric) => !metrics.includes(metric));
    const unsent = reads.flatMap((read) => {
      const seen = tags.get(read.metric)?.ingested.map(keyOf);
      return seen === undefined ? [] : read.tags.filter((tag) => !seen.includes(tag));
    });
    return { name: `"${monitor.name}"`, absent: unique(absent), unsent: unique(unsent) };
  });
  const byMetric = causes.filter(({ absent }) => absent.length > 0);
  const byTag = causes.filter(({ absent, unsent }) => absent.length === 0 && unsent.length > 0);
  const idle = causes.filter(({ absent, unsent }) => absent.length + unsent.length === 0);
  if (causes.length === 0) {
    return [findings.ok(`None of ${counted(deployed, "deployed monitor")} is without data.`)];
  }
  const found = (of: typeof causes, why: string) =>
    `${counted(of.length, "monitor")} without data: ${listed(of.map(({ name }) => name))}; ${why}.`;
  return [
    ...byMetric.slice(0, 1).map(() => {
      const names = listed(unique(byMetric.flatMap(({ absent }) => absent)));
      const text = found(byMetric, `no point of ${names} within a day`);
      return findings.fault("no-data-metric", text, { metrics: names });
    }),
    ...byTag.slice(0, 1).map(() => {
      const names = listed(unique(byTag.flatMap(({ unsent }) => unsent)));
      return findings.fault("no-data-tag", found(byTag, `the tag ${names} is never sent`), {
        tags: names,
      });
    }),
    ...idle.slice(0, 1).map(() => findings.fault("no-data-idle", found(idle, "nothing matched"))),
  ];
}
