import { defineLlmService } from "../../../telemetry";

export const service = defineLlmService({
  service: "support-agent",
  env: "test",
  team: "support-ai",
  features: { support_agent: { streaming: true, retrieval: {} }, search: {} },
  prompts: { support_triage: { structuredOutput: true }, summary: {} },
  models: { openai: ["gpt-4.1"], anthropic: ["claude-sonnet-4"] },
  tools: ["lookup_order"],
  evals: { answer_correctness: "correctness", answer_safety: "safety", tone: "score" },
  promptVariants: ["treatment_b"],
  tenantTiers: ["enterprise"],
});

export const PROMPT = {
  name: "support_triage",
  version: "2026-06-01.3",
  feature: "support_agent",
} as const;

export const MODEL = { provider: "openai", model: "gpt-4.1" } as const;

/** A chat completion as the client returns it. */
export const COMPLETION = {
  object: "chat.completion",
  model: "gpt-4.1-2026",
  choices: [{ finish_reason: "stop", message: { content: "text of the answer" } }],
  usage: { prompt_tokens: 120, completion_tokens: 30 },
};

/** One streamed chunk of text, and the last chunk with the usage. */
export const CHUNKS = [
  { choices: [{ delta: { role: "assistant" } }] },
  { choices: [{ delta: { content: "text" } }] },
  { choices: [{ delta: {}, finish_reason: "stop" }], usage: COMPLETION.usage },
];

export async function* stream<T>(events: readonly T[], error?: unknown): AsyncGenerator<T> {
  for (const event of events) yield await Promise.resolve(event);
  if (error !== undefined) throw error as Error;
}

export class RateLimitError extends Error {
  readonly status = 429;
}

/** A clock that a test moves by hand. */
export function manualClock() {
  let now = 0;
  const clock = () => now;
  return Object.assign(clock, { advance: (ms: number) => void (now += ms) });
}
