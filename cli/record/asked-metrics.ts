import { METRICS, type MetricName } from "../../telemetry";
import type { MonitorDefinition } from "../../lab";
import { readsOf, type Read } from "../../lab/inputs/monitor-reads";

/** A metric that monitors read, as it is asked for. */
export interface AskedMetric {
  readonly name: string;
  readonly type: "count" | "gauge" | "distribution";
  /** Such as `service:support-agent`: what all of its readers filter by. */
  readonly filter: readonly string[];
  /** The tags that points are kept apart by: no monitor looks at others. */
  readonly by: readonly string[];
  /** Monitors that read a percentile, or how many values lie beyond a limit: a query has no values. */
  readonly ofValues: readonly string[];
}

/** What has to be asked of Datadog for the monitors to be evaluated. */
export function askedMetrics(monitors: readonly MonitorDefinition[]): AskedMetric[] {
  const readers = new Map<string, Read[]>();
  for (const read of monitors.flatMap(readsOf)) {
    readers.set(read.metric, [...(readers.get(read.metric) ?? []), read]);
  }
  const nameOf = (id: string): string => monitors.find((one) => one.id === id)?.name ?? id;
  return [...readers].map(([name, reads]) => {
    const ofValues = reads.filter(({ readsValues }) => readsValues);
    return {
      name,
      type: typeOf(name, reads),
      filter: filterOf(reads),
      by: [...new Set(reads.flatMap(({ keys }) => keys))].sort(),
      ofValues: [...new Set(ofValues.map(({ monitor }) => nameOf(monitor)))],
    };
  });
}

/** As the contract says; of others, as they are read. */
function typeOf(name: string, reads: readonly Read[]): AskedMetric["type"] {
  if (Object.hasOwn(METRICS, name)) return METRICS[name as MetricName].type;
  if (reads.some(({ readsValues }) => readsValues)) return "distribution";
  return reads.some(({ isCount }) => isCount) ? "count" : "gauge";
}

function filterOf(reads: readonly Read[]): string[] {
  return ["env", "service"].flatMap((key) => {
    const values = reads.map(({ tags }) => tags.get(key)?.join(" "));
    const [first] = values;
    const isOne =
      first !== undefined && !first.includes(" ") && values.every((one) => one === first);
    return isOne ? [`${key}:${first}`] : [];
  });
}
