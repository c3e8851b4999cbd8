import { featuresWhere, type LlmServiceDeclaration, type MetricName } from "../../telemetry";

/** What a service that is used sends all day; the other metrics count what seldom happens. */
export function expectedMetrics(service: LlmServiceDeclaration): MetricName[] {
  const { prompts, tools = [], evals = {} } = service;
  const has = (names: readonly string[]): boolean => names.length > 0;
  const dimensions = Object.values(evals);
  const expected: Partial<Record<MetricName, boolean>> = {
    "llm.requests": true,
    "llm.latency_ms": true,
    "llm.input_tokens": true,
    "llm.output_tokens": true,
    "llm.estimated_cost_usd": true,
    "llm.first_token_latency_ms": has(
      featuresWhere(service, ({ streaming }) => streaming === true),
    ),
    "llm.json_checks": Object.values(prompts).some(({ structuredOutput }) => structuredOutput),
    "llm.tool_calls": has(tools),
    "llm.tool_latency_ms": has(tools),
    "llm.retrievals": has(featuresWhere(service, ({ retrieval }) => retrieval !== undefined)),
    "llm.eval.runs": has(dimensions),
    "llm.eval.correctness": dimensions.includes("correctness"),
    "llm.eval.safety": dimensions.includes("safety"),
  };
  return (Object.keys(expected) as MetricName[]).filter((metric) => expected[metric]);
}
