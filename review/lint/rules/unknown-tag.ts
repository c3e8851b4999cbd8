import { METRICS, type MetricName } from "../../../telemetry";
import { FILLED_IN } from "../interpolations";
import type { Rule } from "../rule";

export const unknownTag: Rule = {
  id: "tag-not-sent",
  what: "A query over a metric of the telemetry contract, grouped by a tag that the metric does not carry.",
  why: "Points without a tag are in no group of it, so the monitor never sees them (https://docs.datadoghq.com/monitors/configuration/#alert-grouping).",
  cure: "Group by tags that docs/telemetry.md lists for the metric.",
  check: ({ queries }) =>
    queries.flatMap(({ metric, by }) => {
      if (!Object.hasOwn(METRICS, metric)) return [];
      const carried: readonly string[] = METRICS[metric as MetricName].tags;
      const missing = by.filter(
        ({ name, variable }) => !variable && name !== FILLED_IN && !carried.includes(name),
      );
      return missing.map(({ name }) => `${metric} carries no tag ${name}, so no group exists`);
    }),
};
