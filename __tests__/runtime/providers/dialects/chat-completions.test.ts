import { readResponse, type ResponseFacts } from "../../../../runtime/providers";
import { basic } from "../shapes";

const chat = (usage: object, more: object = {}) => ({
  choices: [{ index: 0, finish_reason: "stop", message: { content: "a" } }],
  usage,
  ...more,
});

/** What services add to the format of OpenAI's chats. */
it.each<[string, unknown, ResponseFacts]>([
  [
    "xAI counts reasoning in the total alone",
    chat({ ...basic, total_tokens: 150, completion_tokens_details: { reasoning_tokens: 30 } }),
    { outputTokens: 50, reasoningTokens: 30 },
  ],
  [
    "Gemini's endpoint does so without saying what it is",
    chat({ ...basic, total_tokens: 150 }),
    { outputTokens: 50, reasoningTokens: 30 },
  ],
  ["DeepSeek's cache", chat({ ...basic, prompt_cache_hit_tokens: 80 }), { cachedTokens: 80 }],
  ["Moonshot's cache", chat({ ...basic, cached_tokens: 70 }), { cachedTokens: 70 }],
  ["OpenRouter's cost", chat({ ...basic, cost: 0.5 }), { costUsd: 0.5 }],
  [
    "OpenRouter's cost with a key of one's own",
    chat({ ...basic, cost: 0.1, is_byok: true, cost_details: { upstream_inference_cost: 0.4 } }),
    { costUsd: 0.5 },
  ],
  ["Perplexity's cost", chat({ ...basic, cost: { total_cost: 0.25 } }), { costUsd: 0.25 }],
  ["xAI's cost", chat({ ...basic, cost_in_usd_ticks: 37_756_000 }), { costUsd: 0.0037756 }],
  [
    "xAI's cost of a Responses answer",
    { object: "response", output: [], usage: { input_tokens: 9, cost_in_usd_ticks: 2e8 } },
    { inputTokens: 9, costUsd: 0.02 },
  ],
  [
    "Alibaba's writes into the cache",
    chat({ ...basic, prompt_tokens_details: { cache_creation_input_tokens: 50 } }),
    { cacheWriteTokens: 50 },
  ],
  ["a flexible tier", chat(basic, { service_tier: "flex" }), { serviceTier: "flex" }],
  [
    "audio",
    chat({ ...basic, prompt_tokens_details: { audio_tokens: 9 } }),
    { inputAudioTokens: 9 },
  ],
  [
    "a service behind OpenRouter that failed",
    { choices: [{ finish_reason: "error", error: { code: 429, message: "m" } }] },
    { errorType: "rate_limit" },
  ],
  ["an error with status 200", { error: { code: 502, message: "m" } }, { errorType: "provider" }],
])("reads %s", (_what, response, expected) => {
  expect(readResponse(response)).toMatchObject(expected);
});
