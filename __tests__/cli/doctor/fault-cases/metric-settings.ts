import { metric } from "./breaking";
import type { FaultCase } from "./fault-case";

export const METRIC_SETTINGS: readonly FaultCase[] = [
  {
    fault: "percentiles-off",
    break: (state) => (metric(state, "llm.latency_ms").configuration!.include_percentiles = false),
    found: /Switched off: llm\.latency_ms/,
    cure: /npx cdktf deploy llm-metric-settings/,
  },
  {
    fault: "settings-missing",
    break: (state) => delete metric(state, "llm.tool_calls").configuration,
    found: /1 metric without settings: llm\.tool_calls/,
    cure: /npx datadog-llm bootstrap --wait, then npx cdktf deploy llm-metric-settings/,
  },
  {
    fault: "settings-tags",
    break: (state) => metric(state, "llm.requests").configuration!.tags.splice(0, 3),
    found: /1 metric not queryable by every tag: llm\.requests/,
    cure: /npx cdktf deploy llm-metric-settings/,
  },
  {
    fault: "settings-type",
    break: (state) => (metric(state, "llm.requests").configuration!.metric_type = "gauge"),
    found: /1 metric with settings of another type: llm\.requests/,
    cure: /delete their tag configuration in Datadog/,
  },
];
