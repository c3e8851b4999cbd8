import { table } from "../../../cli/table";
import type { MetricPoint } from "../../../lab/agent";
import { COMMON_TAGS, METRIC_NAMES, METRICS } from "../../../telemetry";
import { shown } from "./shown";

/** The metrics of the contract that arrived, below the model that they are about. */
export function metricsTable(points: readonly MetricPoint[], width: number): string[] {
  const models = new Set(points.filter(isOfContract).map(modelOf));
  const rows = [...models].flatMap((model) => [
    [model],
    ...rowsOf(points.filter((point) => modelOf(point) === model)),
    [""],
  ]);
  return table(rows.slice(0, -1), width);
}

/** The tags that every metric carries, less those that the table shows. */
export function commonTags(points: readonly MetricPoint[]): string[] {
  const tags = points.find(isOfContract)?.tags ?? [];
  return tags.filter((tag) => isCommon(tag) && !isOfModel(tag));
}

function rowsOf(points: readonly MetricPoint[]): string[][] {
  return METRIC_NAMES.flatMap((name) => {
    const arrived = points.filter((point) => point.name === name);
    const [first] = arrived;
    if (first === undefined) return [];
    const values = arrived.flatMap((point) => point.values).map(shown);
    const further = first.tags.filter((tag) => !isCommon(tag));
    return [[`  ${name}`, METRICS[name].type, values.join(", "), further.join(" ")]];
  });
}

function isOfContract({ name }: MetricPoint): boolean {
  return METRIC_NAMES.some((metric) => metric === name);
}

function modelOf({ tags }: MetricPoint): string {
  return tags.filter(isOfModel).join(" ");
}

function isOfModel(tag: string): boolean {
  return tag.startsWith("provider:") || tag.startsWith("model:");
}

function isCommon(tag: string): boolean {
  return COMMON_TAGS.some((key) => tag.startsWith(`${key}:`));
}
