import type { LocalAgent } from "../../lab/agent";
import { SETTINGS, type Setting, type VariantName } from "./settings";

const METRICS = [
  "llm.cache_hits",
  "llm.estimated_cost_usd",
  "llm.input_tokens",
  "llm.latency_ms",
  "llm.output_tokens",
  "llm.requests",
].join();

/**
 * A variant that sends nothing is cheap. After one call of each variant the agent must hold the same
 * metrics from all that go through dd-trace; the prompt version says whose they are.
 *
 * @throws Error where something is missing.
 */
export function checkArrived(setting: Setting, agent: LocalAgent): void {
  const sent = agent.spans.length + agent.metrics.length;
  if (setting === "disabled") verify(sent === 0, "A disabled tracer sent something.");
  else for (const name of SETTINGS[setting].variants) checkVariant(name, agent);
}

function checkVariant(name: VariantName, agent: LocalAgent): void {
  if (name === "bare" || name === "opentelemetry") return;
  if (name === "llmobs") {
    verify(agent.requests["/evp_proxy"] > 0, "LLM Observability sent no event.");
    return;
  }
  const isRecorded = agent.spans.some((span) => span.meta["llm.prompt_version"] === name);
  verify(isRecorded, `No span arrived from "${name}".`);
  const metrics = agent.metrics.filter(({ tags }) => tags.includes(`prompt_version:${name}`));
  const names = [...new Set(metrics.map((metric) => metric.name))].sort().join();
  verify(names === METRICS, `"${name}" sent other metrics: ${names}`);
}

function verify(condition: boolean, problem: string): void {
  if (!condition) throw new Error(problem);
}
