import { readResponse, type ResponseFacts } from "../../../../runtime/providers";
import { executed } from "../shapes";

const sdkResult = (more: object) => ({
  finishReason: "stop",
  usage: { inputTokens: 9, outputTokens: 3 },
  warnings: [],
  response: { modelId: "m" },
  ...more,
});

/** What frameworks make of an answer. */
it.each<[string, unknown, ResponseFacts]>([
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
])("reads %s", (_what, response, expected) => {
  expect(readResponse(response)).toMatchObject(expected);
});
