import { METRICS, type MetricName } from "../../../telemetry";
import type { Rule } from "../rule";

export const percentilesOff: Rule = {
  id: "percentiles-off",
  what: "A percentile of a metric that has none switched on.",
  why: "Datadog answers a percentile only where the metric's settings switch them on (https://docs.datadoghq.com/metrics/distributions/#enabling-advanced-query-functionality); the monitor has no data.",
  cure: "Switch them on: include_percentiles in datadog_metric_tag_configuration, or LlmMetricSettings.",
  check: ({ queries }, { percentiles }) =>
    queries.flatMap(({ metric, aggregator }) => {
      if (!/^p\d/.test(aggregator?.name ?? "")) return [];
      const isOn =
        percentiles.get(metric) ??
        (!Object.hasOwn(METRICS, metric) || "percentiles" in METRICS[metric as MetricName]);
      return isOn ? [] : [`${metric} has no percentiles switched on`];
    }),
};
