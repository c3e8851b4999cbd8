import type { FaultCase } from "./fault-case";

export const TELEMETRY: readonly FaultCase[] = [
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
