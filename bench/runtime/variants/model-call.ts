import { defineLlmService } from "../../../telemetry";

/** What every variant is given and records: one model call, its context and its prices. */
export const service = defineLlmService({
  service: "support-agent",
  env: "production",
  team: "support-ai",
  features: { support_agent: {} },
  prompts: { support_triage: {} },
  models: { openai: ["gpt-4.1"] },
});

export const PROVIDER = "openai";
export const MODEL = "gpt-4.1";
export const PROMPT_NAME = "support_triage";
export const FEATURE = "support_agent";
export const TENANT_ID = "tenant_4821";

/** US dollars per million tokens. */
const PRICES = { input: 2, cachedInput: 0.5, output: 8 } as const;

/** As OpenAI's client returns it. Cached tokens make it a cache hit, which is a sixth metric. */
export const RESPONSE = {
  id: "chatcmpl-8f2b",
  object: "chat.completion",
  created: 1_780_000_000,
  model: "gpt-4.1-2025-04-14",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: "The parcel arrives on Tuesday.", refusal: null },
      logprobs: null,
      finish_reason: "stop",
    },
  ],
  usage: {
    prompt_tokens: 1874,
    completion_tokens: 212,
    total_tokens: 2086,
    prompt_tokens_details: { cached_tokens: 1024, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  },
} as const;

/** The call itself, as cheap as a call can be, so that what remains is the instrumentation. */
export function callModel(): Promise<typeof RESPONSE> {
  return Promise.resolve(RESPONSE);
}

/** What one would write by hand: no look-up, three multiplications. */
export function costOf(usage: (typeof RESPONSE)["usage"]): number {
  const cached = usage.prompt_tokens_details.cached_tokens;
  const fresh = usage.prompt_tokens - cached;
  const millionths =
    fresh * PRICES.input + cached * PRICES.cachedInput + usage.completion_tokens * PRICES.output;
  return millionths / 1e6;
}
