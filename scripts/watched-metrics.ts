import { TerraformStack, Testing } from "cdktf";
import { LlmService } from "../constructs";
import { defineLlmService, METRIC_NAMES } from "../telemetry";

/** A service that has everything, so that everything that can be watched is. */
const EVERYTHING = defineLlmService({
  service: "everything",
  env: "production",
  team: "team",
  features: { chat: { userFacing: true, streaming: true, retrieval: { topScoreFloor: 0.5 } } },
  prompts: { answer: { structuredOutput: true, release: { baseline: "1", candidate: "2" } } },
  models: { openai: ["gpt-4.1"] },
  tools: ["search"],
  evals: { correct: "correctness", safe: "safety", tone: "score" },
});

export interface Watchers {
  readonly monitors: boolean;
  readonly dashboards: boolean;
}

/** Which metrics the synthesized monitors and dashboards read. */
export function watchedBy(): Map<string, Watchers> {
  const stack = new TerraformStack(Testing.app(), "stack");
  new LlmService(stack, "llm", {
    service: EVERYTHING,
    notify: { alert: ["@nobody"] },
    signals: { telemetry_silent: true },
  });
  const { resource } = JSON.parse(Testing.synth(stack)) as {
    resource: Record<string, Record<string, unknown>>;
  };
  const monitors = JSON.stringify(resource["datadog_monitor"]);
  const dashboards = JSON.stringify(resource["datadog_dashboard_json"]);
  return new Map(
    METRIC_NAMES.map(
      (name) =>
        [name, { monitors: reads(monitors, name), dashboards: reads(dashboards, name) }] as const,
    ).filter(([, watchers]) => watchers.monitors || watchers.dashboards),
  );
}

/** A query names its metric between the aggregator's colon and the scope's brace. */
function reads(text: string, metric: string): boolean {
  return text.includes(`:${metric}{`);
}
