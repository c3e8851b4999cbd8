import { readsWholly } from "./answers";

readsWholly([
  [
    "the AI SDK",
    {
      finishReason: "tool-calls",
      warnings: [],
      response: { modelId: "m-x" },
      rawFinishReason: "refusal",
      totalUsage: {
        inputTokens: 101,
        outputTokens: 53,
        inputTokenDetails: { cacheReadTokens: 11, cacheWriteTokens: 7 },
        outputTokenDetails: { reasoningTokens: 13 },
      },
      usage: { inputTokens: 1, outputTokens: 1 },
      steps: [
        {
          content: [
            { type: "tool-call", toolName: "web_search_preview", providerExecuted: true },
            { type: "tool-call", toolName: "google_search", providerExecuted: true },
            { type: "tool-call", toolName: "file_search", providerExecuted: true },
            { type: "tool-call", toolName: "", providerExecuted: true },
            { type: "tool-call", toolName: "own", providerExecuted: false },
            { type: "text", toolName: "web_search", providerExecuted: true },
          ],
        },
      ],
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      webSearches: 2,
      fileSearches: 1,
      otherUnits: 1,
      responseModel: "m-x",
      finishReason: "tool_call",
      refusal: true,
    },
  ],
  [
    "version 4 of the AI SDK",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { promptTokens: 101, completionTokens: 53 },
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "stop" },
  ],
  [
    "version 5 of the AI SDK, on Anthropic, whose input counts nothing of the cache",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 101, outputTokens: 53, cachedInputTokens: 11, reasoningTokens: 13 },
      providerMetadata: { anthropic: { cacheCreationInputTokens: 7 } },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      finishReason: "stop",
    },
  ],
  [
    "version 4 of the AI SDK, on Anthropic",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { promptTokens: 101, completionTokens: 53 },
      providerMetadata: { anthropic: { cacheReadInputTokens: 11, cacheCreationInputTokens: 7 } },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
    },
  ],
  [
    "version 5 of the AI SDK, on Bedrock",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 101, outputTokens: 53 },
      providerMetadata: {
        bedrock: { usage: { cacheReadInputTokens: 11, cacheWriteInputTokens: 7 } },
      },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
    },
  ],
  [
    "the model's interface of the AI SDK",
    {
      content: [],
      finishReason: { unified: "content-filter", raw: "refusal" },
      usage: {
        inputTokens: { total: 101, cacheRead: 11, cacheWrite: 7 },
        outputTokens: { total: 53, reasoning: 13 },
      },
      providerMetadata: {
        perplexity: { cost: { totalCost: 0.25 }, usage: { numSearchQueries: 4 } },
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      costUsd: 0.25,
      webSearches: 4,
      finishReason: "content_filter",
      refusal: true,
    },
  ],
  [
    "Vercel's gateway with a key of one's own",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 1 },
      providerMetadata: { gateway: { cost: "0", marketCost: "0.5" } },
    },
    { inputTokens: 1, costUsd: 0.5, finishReason: "stop" },
  ],
  [
    "the AI SDK's vectors",
    { embeddings: [[1]], usage: { tokens: 101 }, responses: [{ modelId: "e-x" }] },
    { inputTokens: 101, responseModel: "e-x", operation: "embeddings" },
  ],
  [
    "the AI SDK's ranking",
    { ranking: [], response: { modelId: "r-x" } },
    { responseModel: "r-x", operation: "rerank", otherUnits: 1 },
  ],
  [
    "the AI SDK's images",
    { warnings: [], images: [{}, {}, {}], responses: [{ modelId: "i-x" }] },
    { responseModel: "i-x", operation: "image", otherUnits: 3 },
  ],
  [
    "the AI SDK's images that are counted",
    { warnings: [], images: [{}], usage: { inputTokens: 101, outputTokens: 53 } },
    { inputTokens: 101, outputTokens: 53, operation: "image" },
  ],
  [
    "the AI SDK's transcript",
    { warnings: [], segments: [], durationInSeconds: 7.5 },
    { operation: "transcription", otherUnits: 7.5 },
  ],
  ["the AI SDK's speech", { warnings: [], audio: {} }, { operation: "speech", otherUnits: 1 }],
]);
