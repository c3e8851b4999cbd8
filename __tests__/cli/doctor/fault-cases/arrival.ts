import { all, dropTag, metric, points, replaceTag } from "./breaking";
import type { FaultCase } from "./fault-case";

export const ARRIVAL: readonly FaultCase[] = [
  {
    fault: "metric-never-seen",
    break: (state) => state.metrics.clear(),
    found: /never seen llm\.requests, llm\.latency_ms/,
    cure: /datadog-llm\/runtime.*DD_AGENT_HOST.*npx datadog-llm bootstrap/,
    also: ["percentiles-off", "settings-missing"],
  },
  {
    fault: "other-service",
    break: (state) => points(state).forEach((one) => (one.service = "support_agents")),
    found: /Nothing arrives of support-agent; but of service support_agents/,
    cure: /DD_SERVICE=support-agent.*service: "support_agents"/,
  },
  {
    fault: "other-env",
    break: (state) => points(state).forEach((one) => (one.env = "prod")),
    found: /Metrics of support-agent arrive from env prod/,
    cure: /DD_ENV=production.*env: "prod"/,
  },
  {
    fault: "service-silent",
    break: (state) => all(state).forEach((one) => (one.points = [])),
    found: /Nothing of support-agent arrived from env production for a week/,
    cure: /DD_SERVICE=support-agent DD_ENV=production/,
  },
  {
    fault: "metric-stopped",
    break: (state) => points(state).forEach((one) => (one.ago = 7_200)),
    found: /llm\.requests.* last arrived more than an hour ago/,
    cure: /Look whether the service runs/,
  },
  {
    fault: "metric-not-sent",
    break: (state) => (metric(state, "llm.first_token_latency_ms").points = []),
    found: /llm\.requests arrives, llm\.first_token_latency_ms does not/,
    cure: /docs\/runtime\.md.*llm\.first_token_latency_ms/,
  },
  {
    fault: "type-not-count",
    break: (state) => (metric(state, "llm.errors").type = "gauge"),
    found: /Not stored as count: llm\.errors \(gauge\)/,
    cure: /who else sends llm\.errors/,
  },
  {
    fault: "type-not-distribution",
    break: (state) => (metric(state, "llm.latency_ms").type = "gauge"),
    found: /Not stored as distribution: llm\.latency_ms \(gauge\)/,
    cure: /llm\.latency_ms by datadog-llm\/runtime only/,
  },
  {
    fault: "tag-missing",
    break: (state) => dropTag(state, "llm.json_checks", "prompt_name"),
    found: /Never sent: prompt_name on llm\.json_checks/,
    cure: /llm\.withPrompt.*prompt_name/,
  },
  {
    fault: "tag-not-queryable",
    break: (state) => (metric(state, "llm.tool_calls").hidden = ["tool"]),
    found: /Sent, not queryable: tool on llm\.tool_calls/,
    cure: /npx cdktf deploy llm-metric-settings/,
  },
  {
    fault: "value-misspelt",
    break: (state) => replaceTag(state, "feature:support_agent", "feature:supportagent"),
    found: /feature:supportagent arrives, support_agent is declared/,
    cure: /Write support_agent where the call is made \(feature\)/,
  },
  {
    fault: "value-undeclared",
    break: (state) => metric(state, "llm.requests").points[0]!.tags.push("model:mistral-large"),
    found: /Not declared: model mistral-large/,
    cure: /Add mistral-large to the declaration \(model\)/,
  },
  {
    fault: "value-unseen",
    break: (state) => {
      const [one] = metric(state, "llm.tool_calls").points;
      one!.tags = one!.tags.filter((tag) => tag !== "tool:issue_refund");
    },
    found: /not seen for a day: tool issue_refund/,
    cure: /compare the call's tool with the declaration/,
  },
];
