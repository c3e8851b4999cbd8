import type { Metric, State } from "../../support/datadog-server/state";

/** One thing that is wrong, and what the doctor has to say of it. */
export interface FaultCase {
  readonly fault: string;
  readonly break: (state: State) => void;
  readonly found: RegExp;
  readonly cure: RegExp;
  /** What follows from it, and is told as well. */
  readonly also?: readonly string[];
  /** What the user has, where it is not what Datadog knows. */
  readonly keys?: {
    readonly apiKey?: string;
    readonly appKey?: string;
    readonly site?: "datadoghq.com";
  };
}

const metric = (state: State, name: string): Metric => state.metrics.get(name)!;
const all = (state: State): Metric[] => [...state.metrics.values()];
const points = (state: State) => all(state).flatMap((one) => one.points);

function monitor(state: State, part: string) {
  return state.monitors.find(({ name }) => name.includes(part))!;
}

function replaceTag(state: State, from: string, to: string): void {
  for (const one of points(state)) one.tags = one.tags.map((tag) => (tag === from ? to : tag));
}

function dropTag(state: State, name: string, key: string): void {
  for (const one of metric(state, name).points) {
    one.tags = one.tags.filter((tag) => !tag.startsWith(`${key}:`));
  }
}

const P95 = "p95 latency of support_agent (part)";
const FIRST_PART = "Tool failure rate (part)";

export const FAULT_CASES: readonly FaultCase[] = [
  {
    fault: "api-key-refused",
    break: () => undefined,
    keys: { apiKey: "00000000000000000000000000000000" },
    found: /^datadoghq\.eu does not know the API key\.$/,
    cure: /DD_API_KEY to a key of datadoghq\.eu.*--site <site> or DD_SITE/,
  },
  {
    fault: "app-key-refused",
    break: () => undefined,
    keys: { appKey: "0000000000000000000000000000000000000000" },
    found: /does not accept the application key/,
    cure: /DD_APP_KEY to an application key of the same organisation/,
  },
  {
    fault: "other-site",
    break: () => undefined,
    keys: { site: "datadoghq.com" },
    found: /Deployed to datadoghq\.eu, and datadoghq\.com was asked/,
    cure: /npx datadog-llm doctor --site datadoghq\.eu --stack support-agent/,
  },
  {
    fault: "scope-missing",
    break: (state) => {
      state.scopes = ["user_app_keys", "monitors_read", "metrics_read", "timeseries_query"];
    },
    found: /lacks apm_retention_filter_read/,
    cure: /Add apm_retention_filter_read to the key's scopes/,
  },
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
  {
    fault: "monitor-refused",
    break: (state) => {
      state.refuse = ({ name }) =>
        name.includes(P95) ? "The value provided for parameter 'query' is invalid" : undefined;
    },
    found: /p95 latency of support_agent \(part\)": The value provided for parameter 'query'/,
    cure: /settings of ".*p95 latency/,
  },
  {
    fault: "monitor-missing",
    break: (state) => {
      state.monitors = state.monitors.filter(
        ({ name }) => !name.endsWith("Tool failure rate above 5 % over 10 minutes"),
      );
    },
    found: /1 monitor not in Datadog: ".*Tool failure rate above 5 % over 10 minutes"/,
    cure: /npx cdktf deploy support-agent/,
  },
  {
    fault: "monitor-differs",
    break: (state) => {
      const changed = monitor(state, FIRST_PART);
      changed.query = changed.query.replace(/[\d.]+$/, "99");
      changed.options["thresholds"] = { critical: 99 };
    },
    found: /1 monitor not as synthesized: ".*Tool failure rate \(part\)" \(query, thresholds\)/,
    cure: /npx cdktf diff support-agent, then npx cdktf deploy support-agent/,
  },
  {
    fault: "monitor-twice",
    break: (state) => state.monitors.push({ ...monitor(state, FIRST_PART), id: 999 }),
    found: /Tool failure rate \(part\)" is there 2 times/,
    cure: /monitors \d+, 999\.$/,
  },
  {
    fault: "monitor-left-over",
    break: (state) => {
      const tags = ["service:support-agent", "env:production", "signal:cost_spike"];
      state.monitors.push({
        ...monitor(state, FIRST_PART),
        id: 998,
        name: "Old",
        query: "x",
        tags,
      });
    },
    found: /"Old": in Datadog, and not synthesized/,
    cure: /Delete monitors 998/,
  },
  {
    fault: "monitor-muted",
    break: (state) => (monitor(state, FIRST_PART).options["silenced"] = { "*": null }),
    found: /1 monitor muted: ".*Tool failure rate \(part\)"/,
    cure: /unmute/,
  },
  {
    fault: "no-data-metric",
    break: (state) => {
      metric(state, "llm.retrieval.top_score").points = [];
      monitor(state, "Average top retrieval score of support_agent (part)").overall_state =
        "No Data";
    },
    found: /1 monitor without data: .*; no point of llm\.retrieval\.top_score within a day/,
    cure: /See llm\.retrieval\.top_score under `metrics arrived`/,
  },
  {
    fault: "no-data-tag",
    break: (state) => {
      dropTag(state, "llm.tool_calls", "tool");
      dropTag(state, "llm.tool_failures", "tool");
      monitor(state, FIRST_PART).overall_state = "No Data";
    },
    found: /1 monitor without data: .*; the tag tool is never sent/,
    cure: /so that tool is on every point/,
    also: ["tag-missing"],
  },
  {
    fault: "no-data-idle",
    break: (state) => (monitor(state, P95).overall_state = "No Data"),
    found: /1 monitor without data: .*p95 latency.*; nothing matched/,
    cure: /where the service is idle/,
  },
  {
    fault: "price-unknown",
    break: (state) => {
      const group = ["provider:openai", "model:gpt-4.1"];
      state.totals.set("llm.cost_unknown", [{ group, sum: 1_240 }]);
    },
    found: /1240 calls without a price within a day: gpt-4\.1/,
    cure: /"gpt-4\.1": \{ input: 3, output: 15 \}/,
  },
  {
    fault: "telemetry-dropped",
    break: (state) =>
      state.totals.set("llm.telemetry_dropped", [{ group: ["reason:non_finite"], sum: 8 }]),
    found: /8 values dropped within a day \(reason:non_finite\)/,
    cure: /Read the service's log/,
  },
  {
    fault: "telemetry-undeclared",
    break: (state) =>
      state.totals.set("llm.telemetry_undeclared", [{ group: ["field:feature"], sum: 3 }]),
    found: /3 values undeclared within a day \(field:feature\)/,
    cure: /Add the names to the declaration/,
  },
  {
    fault: "telemetry-folded",
    break: (state) =>
      state.totals.set("llm.telemetry_folded", [{ group: ["field:prompt_version"], sum: 5 }]),
    found: /5 values folded into other within a day \(field:prompt_version\)/,
    cure: /Keep ids and texts out of field:prompt_version/,
  },
  {
    fault: "errors-not-kept",
    break: (state) => (state.filters[0]!.enabled = false),
    found: /No filter keeps all error spans/,
    cure: /Enable "Error Default".*service:support-agent status:error/,
  },
  {
    fault: "failures-not-kept",
    break: (state) => state.filters.pop(),
    found:
      /No filter keeps @json_valid:false, @tool\.status:error, @eval\.pass:false and 1 more\.$/,
    cure: /new LlmTraceRetention\(stack, "failed-traces", .* to the stack of support-agent.*service:support-agent \(@json_valid:false OR @tool\.status:error OR @eval\.pass:false OR @llm\.refusal:true\)/,
  },
];
