import { App } from "cdktf";
import { LlmServiceStack } from "../../constructs";
import { watchedServices } from "../../cli/lab/watched-services";
import type { Watched } from "../../lab";
import { measureServices } from "../../lab/inputs/measured-service";
import { defineLlmService } from "../../telemetry";
import { recordedPoints } from "../recorded-points";

/** Tuesday, 2 June 2026, UTC, in seconds since the epoch. */
const MIDNIGHT = 1_780_358_400;
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

/** A batch at night, of which a person asks something once in a hundred records. */
const nightDesk = defineLlmService({
  ...COMMON,
  service: "night-desk",
  features: { extraction: {}, questions: { userFacing: true, streaming: true } },
  prompts: { fields: { structuredOutput: true }, answer: { structuredOutput: true } },
  models: { openai: ["gpt-4.1", "gpt-4.1-mini"] },
  tools: ["store_record"],
  evals: { field_accuracy: "correctness" },
});

/** Measured by a recording of two nights. */
function measuredNightDesk(): Pick<Watched, "service"> {
  const [large, small] = [
    { provider: "openai", model: "gpt-4.1" },
    { provider: "openai", model: "gpt-4.1-mini" },
  ];
  const measured = {
    kinds: [
      { feature: "extraction", prompt: "fields", ...large, share: 0.97 },
      { feature: "extraction", prompt: "fields", ...small, share: 0.02 },
      { feature: "questions", prompt: "answer", ...small, share: 0.01 },
    ],
    calls: [],
    all: { latencyMs: Array.from({ length: 100 }, (_, index) => 1_500 + 30 * index) },
    toolUse: { store_record: 0.9 },
    evaluated: 0.1,
  };
  const traffic = { perMinute: 20, hours: { from: 1, to: 5 } };
  const points = recordedPoints({ ...nightDesk, traffic, measured }, MIDNIGHT, 30);
  const [found] = measureServices([nightDesk], points);
  if (found?.isMeasured !== true) throw new Error(found?.notes.join("\n"));
  return found;
}

/** Services unlike the examples, with the monitors that are synthesized for each. */
export function unlikeServices(): Watched[] {
  const app = new App();
  for (const service of [internalTool, suite, chat, manyPrompts, nightBatch, nightDesk]) {
    new LlmServiceStack(app, service.service, { service, notify: { alert: ["@slack-team"] } });
  }
  app.synth();
  return watchedServices(app, []).map((watched) =>
    watched.service.service === nightDesk.service
      ? { ...watched, ...measuredNightDesk() }
      : watched,
  );
}
