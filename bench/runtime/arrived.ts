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
 * A variant that sends less is cheaper. After one call of each variant the agent must hold the same from
 * all that are measured against each other; the prompt version says whose it is.
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
  const metrics = metricsOf(name, agent);
  const names = [...new Set(metrics.map((metric) => metric.name))].sort().join();
  verify(names === METRICS, `"${name}" sent other metrics: ${names}`);
  verify(spanTags(name, agent) !== "", `No span arrived from "${name}".`);
  // The guide's own code sends fewer tags, and nothing is held against it.
  if (name === "guide") return;
  verify(spanTags(name, agent) === spanTags("runtime", agent), `"${name}" tags spans otherwise.`);
  verify(
    metricTags(name, agent) === metricTags("runtime", agent),
    `"${name}" tags metrics otherwise.`,
  );
}

function metricsOf(name: VariantName, agent: LocalAgent) {
  return agent.metrics.filter(({ tags }) => tags.includes(`prompt_version:${name}`));
}

/** Names of the span's tags; dd-trace adds some of its own. */
function spanTags(name: VariantName, agent: LocalAgent): string {
  const span = agent.spans.find(({ meta }) => meta["llm.prompt_version"] === name);
  const tags = Object.keys({ ...span?.meta, ...span?.metrics });
  return tags
    .filter((tag) => tag.startsWith("llm."))
    .sort()
    .join();
}

/** Tags of the metrics, all that there are. */
function metricTags(name: VariantName, agent: LocalAgent): string {
  const tags = metricsOf(name, agent).flatMap((metric) => metric.tags);
  const others = tags.filter((tag) => !tag.startsWith("prompt_version:"));
  return [...new Set(others)].sort().join();
}

function verify(condition: boolean, problem: string): void {
  if (!condition) throw new Error(problem);
}
