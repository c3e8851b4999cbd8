import { readResponse, type ResponseFacts } from "../../../runtime/providers";
import { basic, executed } from "./shapes";

const chat = (usage: object, more: object = {}) => ({
  choices: [{ index: 0, finish_reason: "stop", message: { content: "a" } }],
  usage,
  ...more,
});

const sdkResult = (more: object) => ({
  finishReason: "stop",
  usage: { inputTokens: 9, outputTokens: 3 },
  warnings: [],
  response: { modelId: "m" },
  ...more,
});

/** What services and clients answer, and the facts of it. */
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
  [
    "Anthropic's fast answers, which have a price of their own",
    { type: "message", role: "assistant", usage: { input_tokens: 9, speed: "fast" } },
    { inputTokens: 9, serviceTier: "fast" },
  ],
  [
    "Anthropic's answers from a promised region",
    { type: "message", role: "assistant", usage: { input_tokens: 9, inference_geo: "us" } },
    { serviceTier: "us" },
  ],
  [
    "Bedrock's answers made for low latency, and its cache of an hour",
    {
      $metadata: { attempts: 1 },
      output: {},
      performanceConfig: { latency: "optimized" },
      usage: {
        inputTokens: 1,
        cacheWriteInputTokens: 9,
        cacheDetails: [
          { ttl: "1h", inputTokens: 4 },
          { ttl: "5m", inputTokens: 5 },
        ],
      },
    },
    { inputTokens: 10, cacheWriteTokens: 9, cacheWriteHourTokens: 4, serviceTier: "optimized" },
  ],
  [
    "Gemini's answer with Google Maps",
    {
      candidates: [
        { finishReason: "STOP", groundingMetadata: { groundingChunks: [{ maps: {} }] } },
      ],
    },
    { otherUnits: 1 },
  ],
  ["a flexible tier", chat(basic, { service_tier: "flex" }), { serviceTier: "flex" }],
  [
    "audio",
    chat({ ...basic, prompt_tokens_details: { audio_tokens: 9 } }),
    { inputAudioTokens: 9 },
  ],
  [
    "Mistral's client",
    {
      choices: [{ index: 0, finishReason: "length", message: {} }],
      usage: { promptTokens: 100, completionTokens: 20, totalTokens: 120 },
    },
    { inputTokens: 100, outputTokens: 20, finishReason: "length" },
  ],
  [
    "a service behind OpenRouter that failed",
    { choices: [{ finish_reason: "error", error: { code: 429, message: "m" } }] },
    { errorType: "rate_limit" },
  ],
  [
    "LangChain's message",
    {
      content: "a",
      tool_calls: [],
      response_metadata: { finish_reason: "stop", model_name: "m" },
      usage_metadata: {
        input_tokens: 100,
        output_tokens: 20,
        input_token_details: { cache_read: 60 },
        output_token_details: { reasoning: 5 },
      },
    },
    { inputTokens: 100, cachedTokens: 60, reasoningTokens: 5, responseModel: "m" },
  ],
  [
    "Cohere, which bills fewer tokens than it counts",
    {
      finishReason: "MAX_TOKENS",
      usage: {
        billedUnits: { inputTokens: 5, outputTokens: 2 },
        tokens: { inputTokens: 100, outputTokens: 20 },
      },
    },
    { inputTokens: 100, billedInputTokens: 5, finishReason: "length" },
  ],
  [
    "Cohere's reranking",
    { results: [{ index: 0, relevanceScore: 0.5 }], meta: { billedUnits: { searchUnits: 1 } } },
    { operation: "rerank", otherUnits: 1 },
  ],
  [
    "Cohere's chat with a connector, which searched",
    { text: "a", meta: { billedUnits: { inputTokens: 5, outputTokens: 2, searchUnits: 1 } } },
    { inputTokens: 5, otherUnits: 1 },
  ],
  [
    "a conversation with Mistral, whose connectors count beside the prompt",
    {
      object: "conversation.response",
      outputs: [{ type: "tool.execution" }, { type: "message.output", model: "m" }],
      usage: {
        promptTokens: 188,
        completionTokens: 55,
        connectorTokens: 7112,
        connectors: { web_search: 1, code_interpreter: 2 },
      },
    },
    {
      inputTokens: 7300,
      outputTokens: 55,
      webSearches: 1,
      otherUnits: 2,
      finishReason: "stop",
      responseModel: "m",
    },
  ],
  [
    "Mistral's transcript, billed by the second",
    {
      model: "m",
      text: "a",
      usage: { promptTokens: 9, completionTokens: 3, promptAudioSeconds: 7 },
    },
    { operation: "transcription", otherUnits: 7 },
  ],
  [
    "Ollama",
    {
      model: "m",
      message: {},
      done: true,
      done_reason: "stop",
      prompt_eval_count: 9,
      eval_count: 3,
    },
    { inputTokens: 9, outputTokens: 3, finishReason: "stop" },
  ],
  [
    "Gemini Interactions",
    {
      object: "interaction",
      status: "completed",
      usage: { total_input_tokens: 9, total_output_tokens: 3, total_thought_tokens: 2 },
    },
    { inputTokens: 9, outputTokens: 5, reasoningTokens: 2, finishReason: "stop" },
  ],
  [
    "a model of the AI SDK, as its middleware sees it",
    {
      content: [],
      finishReason: { unified: "stop", raw: "stop" },
      usage: {
        inputTokens: { total: 100, cacheRead: 40 },
        outputTokens: { total: 20, reasoning: 5 },
      },
    },
    { inputTokens: 100, cachedTokens: 40, outputTokens: 20, reasoningTokens: 5 },
  ],
  [
    "the AI SDK's steps, of which the first searched and the second ran code",
    sdkResult({
      steps: [
        {
          content: [executed("web_search")],
          providerMetadata: { openai: { serviceTier: "flex" } },
        },
        { content: [executed("code_interpreter")] },
      ],
    }),
    { webSearches: 1, otherUnits: 1, serviceTier: "flex" },
  ],
  [
    "the AI SDK's Anthropic, which counts what the SDK does not",
    sdkResult({
      providerMetadata: {
        anthropic: {
          usage: {
            cache_creation: { ephemeral_1h_input_tokens: 7 },
            server_tool_use: { web_search_requests: 2 },
            speed: "fast",
          },
        },
      },
    }),
    { cacheWriteHourTokens: 7, webSearches: 2, serviceTier: "fast" },
  ],
  [
    "the AI SDK's Google, grounded in a search",
    sdkResult({
      providerMetadata: {
        google: {
          groundingMetadata: { webSearchQueries: ["a", "b"] },
          usageMetadata: { trafficType: "ON_DEMAND_FLEX" },
        },
      },
    }),
    { webSearches: 2, serviceTier: "ON_DEMAND_FLEX" },
  ],
  [
    "Vercel's gateway, whose cost is a text",
    sdkResult({ providerMetadata: { gateway: { cost: "0.0045" } } }),
    { costUsd: 0.0045 },
  ],
  [
    "the AI SDK's OpenRouter, with a key of one's own",
    sdkResult({
      providerMetadata: {
        openrouter: { usage: { cost: 0.1, costDetails: { upstreamInferenceCost: 0.4 } } },
      },
    }),
    { costUsd: 0.5 },
  ],
  [
    "the AI SDK's embed",
    { embedding: [0.1], value: "a", usage: { tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "vectors",
    { object: "list", data: [{ embedding: [0.1] }], usage: { prompt_tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "images that are billed one by one",
    { created: 1, data: [{ url: "u" }, { url: "u" }] },
    { operation: "image", otherUnits: 2 },
  ],
  [
    "a transcript billed by the second",
    { text: "a", usage: { type: "duration", seconds: 12 } },
    { operation: "transcription", otherUnits: 12 },
  ],
  [
    "Voyage's vectors, which count the total alone",
    { object: "list", data: [{ embedding: [1] }], model: "m", usage: { total_tokens: 7 } },
    { inputTokens: 7, operation: "embeddings" },
  ],
  [
    "Jina's reranking",
    { results: [{ index: 0, relevance_score: 0.5 }], usage: { total_tokens: 7 } },
    { inputTokens: 7, operation: "rerank" },
  ],
  [
    "Google's vectors",
    { embeddings: [{ values: [1], statistics: { tokenCount: 4 } }] },
    { inputTokens: 4, operation: "embeddings" },
  ],
  ["Google's images", { generatedImages: [{}, {}] }, { operation: "image", otherUnits: 2 }],
  [
    "a transcript with its segments, which is billed by the second, too",
    { text: "a", duration: 12.5, segments: [] },
    { operation: "transcription", otherUnits: 12.5 },
  ],
  [
    "Genkit's answer that was blocked",
    {
      message: {},
      request: {},
      finishReason: "blocked",
      usage: { inputTokens: 9, outputTokens: 3, thoughtsTokens: 2 },
    },
    { inputTokens: 9, outputTokens: 5, reasoningTokens: 2, finishReason: "content_filter" },
  ],
  [
    "the last message of a Claude agent, which counts the session",
    {
      type: "result",
      subtype: "success",
      is_error: false,
      total_cost_usd: 0.25,
      usage: { input_tokens: 5, cache_read_input_tokens: 4, output_tokens: 3 },
    },
    { inputTokens: 9, cachedTokens: 4, outputTokens: 3, costUsd: 0.25, finishReason: "stop" },
  ],
  [
    "a Claude agent that used up its turns, which is no failure of the provider",
    { type: "result", subtype: "error_max_turns", is_error: true, total_cost_usd: 0.25, usage: {} },
    { errorType: "other", finishReason: "error_max_turns" },
  ],
  ["an error with status 200", { error: { code: 502, message: "m" } }, { errorType: "provider" }],
  ["a fetch that was refused", new Response("", { status: 400 }), { errorType: "other" }],
  ["a fetch that met a limit", new Response("", { status: 429 }), { errorType: "rate_limit" }],
  [
    "Gemini's client, which called functions by itself",
    {
      candidates: [{ finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
      automaticFunctionCallingHistory: [{}, {}],
    },
    { inputTokens: 9, otherUnits: 2 },
  ],
])("reads %s", (_what, response, expected) => {
  expect(readResponse(response)).toMatchObject(expected);
});
