import { App } from "cdktf";
import { LlmServiceStack } from "../../constructs";
import { watchedServices } from "../../cli/lab/watched-services";
import type { Watched } from "../../lab";
import { defineLlmService } from "../../telemetry";

const COMMON = { env: "production", team: "any-team" } as const;

/** One request a minute, as most internal tools have. */
const internalTool = defineLlmService({
  ...COMMON,
  service: "internal-tool",
  traffic: { perMinute: 1 },
  features: { ask_handbook: { userFacing: true, retrieval: { topScoreFloor: 0.4 } } },
  prompts: { answer: { structuredOutput: true } },
  models: { anthropic: ["claude-sonnet-4"] },
  tools: ["search_wiki"],
  evals: { answer_correctness: "correctness" },
});

/** Twelve features share the traffic, so that each has a twelfth of it. */
const suite = defineLlmService({
  ...COMMON,
  service: "twelve-features",
  traffic: { perMinute: 60 },
  features: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `feature_${index + 1}`,
      { userFacing: index % 2 === 0, streaming: index % 3 === 0 },
    ]),
  ),
  prompts: { assist: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"] },
  tools: ["find_record", "send_mail"],
  evals: { correctness: "correctness", safety: "safety" },
});

/** No structured output, so that there is nothing to parse, and nothing but errors and time to watch. */
const chat = defineLlmService({
  ...COMMON,
  service: "plain-chat",
  traffic: { perMinute: 20 },
  features: { chat: { userFacing: true, streaming: true } },
  prompts: { small_talk: {} },
  models: { openai: ["gpt-4.1", "gpt-4.1-mini"] },
});

/** Forty prompts on three models: 120 groups, of which each has next to nothing. */
const manyPrompts = defineLlmService({
  ...COMMON,
  service: "forty-prompts",
  traffic: { perMinute: 30 },
  features: { workflows: {} },
  prompts: Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`prompt_${index + 1}`, { structuredOutput: true }]),
  ),
  models: { openai: ["gpt-4.1"], anthropic: ["claude-sonnet-4", "claude-haiku-4"] },
  evals: { correctness: "correctness" },
});

/** A batch from one to five in the morning; nothing by day. */
const nightBatch = defineLlmService({
  ...COMMON,
  service: "night-batch",
  traffic: { perMinute: 20, hours: { from: 1, to: 5 } },
  features: { extraction: {} },
  prompts: { fields: { structuredOutput: true } },
  models: { openai: ["gpt-4.1"] },
  tools: ["store_record"],
  evals: { field_accuracy: "correctness" },
});

/** Services unlike the examples, with the monitors that are synthesized for each. */
export function unlikeServices(): Watched[] {
  const app = new App();
  for (const service of [internalTool, suite, chat, manyPrompts, nightBatch]) {
    new LlmServiceStack(app, service.service, { service, notify: { alert: ["@slack-team"] } });
  }
  app.synth();
  return watchedServices(app, []);
}
