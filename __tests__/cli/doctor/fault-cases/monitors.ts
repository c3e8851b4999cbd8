import { dropTag, metric, monitor } from "./breaking";
import type { FaultCase } from "./fault-case";

const P95 = "p95 latency of support_agent (part)";
const FIRST_PART = "Tool failure rate (part)";

export const MONITORS: readonly FaultCase[] = [
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
];
