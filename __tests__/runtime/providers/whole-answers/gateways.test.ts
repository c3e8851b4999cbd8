import { basic } from "../shapes";
import { readsWholly } from "./answers";

const chat = (usage: object, message: object = { content: "a" }) => ({
  choices: [{ index: 0, finish_reason: "stop", message }],
  usage,
});

/** By the types of their clients. */
readsWholly([
  [
    // Mistral's documentation of audio.
    "what Mistral heard, which only the total counts",
    chat({
      prompt_tokens: 4,
      completion_tokens: 635,
      total_tokens: 3264,
      prompt_audio_seconds: 203,
    }),
    { inputTokens: 2629, outputTokens: 635, otherUnits: 203, finishReason: "stop" },
  ],
  [
    "OpenRouter's own client",
    chat({
      promptTokens: 100,
      completionTokens: 20,
      totalTokens: 120,
      promptTokensDetails: { cachedTokens: 40, cacheWriteTokens: 7 },
      completionTokensDetails: { reasoningTokens: 5 },
    }),
    {
      inputTokens: 100,
      outputTokens: 20,
      cachedTokens: 40,
      cacheWriteTokens: 7,
      reasoningTokens: 5,
      finishReason: "stop",
    },
  ],
  [
    "OpenRouter's own client with a key of one's own",
    chat({
      promptTokens: 100,
      completionTokens: 20,
      cost: 0.25,
      isByok: true,
      costDetails: { upstreamInferenceCost: 0.5 },
    }),
    { inputTokens: 100, outputTokens: 20, costUsd: 0.75, finishReason: "stop" },
  ],
  [
    "a response by OpenRouter's own client",
    {
      object: "response",
      output: [],
      status: "incomplete",
      incompleteDetails: { reason: "max_output_tokens" },
      serviceTier: "flex",
      usage: {
        inputTokens: 100,
        outputTokens: 20,
        inputTokensDetails: { cachedTokens: 40, cacheWriteTokens: 7 },
        outputTokensDetails: { reasoningTokens: 5 },
        cost: 0.25,
      },
    },
    {
      inputTokens: 100,
      outputTokens: 20,
      cachedTokens: 40,
      cacheWriteTokens: 7,
      reasoningTokens: 5,
      costUsd: 0.25,
      serviceTier: "flex",
      finishReason: "length",
    },
  ],
  [
    "the cost of vectors by OpenRouter",
    { object: "list", data: [{ embedding: [1] }], usage: { prompt_tokens: 9, cost: 0.25 } },
    { inputTokens: 9, costUsd: 0.25, operation: "embeddings" },
  ],
  [
    "the cost of an image",
    { created: 1, data: [{ b64_json: "a" }], usage: { input_tokens: 9, cost: 0.25 } },
    { inputTokens: 9, costUsd: 0.25, operation: "image" },
  ],
  [
    "vectors by Voyage's client",
    { object: "list", data: [{ embedding: [1] }], usage: { totalTokens: 9 } },
    { inputTokens: 9, operation: "embeddings" },
  ],
  [
    "a ranking by Voyage's client, and its cost",
    { object: "list", data: [{ relevanceScore: 0.5 }], usage: { totalTokens: 9, cost: 0.25 } },
    { inputTokens: 9, costUsd: 0.25, operation: "rerank" },
  ],
  [
    "searches of Claude that LiteLLM hands on",
    chat({ ...basic, server_tool_use: { web_search_requests: 2 } }),
    { inputTokens: 100, outputTokens: 20, webSearches: 2, finishReason: "stop" },
  ],
  [
    "searches of Gemini, and an hour's cache, that LiteLLM hands on",
    chat({
      ...basic,
      prompt_tokens_details: {
        web_search_requests: 2,
        cache_creation_token_details: { ephemeral_1h_input_tokens: 30 },
      },
    }),
    {
      inputTokens: 100,
      outputTokens: 20,
      webSearches: 2,
      cacheWriteHourTokens: 30,
      finishReason: "stop",
    },
  ],
  [
    "tools that Groq ran itself",
    chat(basic, { content: "a", executed_tools: [{ type: "browser_search" }] }),
    { inputTokens: 100, outputTokens: 20, otherUnits: 1, finishReason: "stop" },
  ],
]);
