import { bytes, readsWholly } from "./answers";

readsWholly([
  [
    "Converse",
    {
      $metadata: { attempts: 3 },
      output: { message: {} },
      stopReason: "max_tokens",
      serviceTier: { type: "priority" },
      performanceConfig: { latency: "optimized" },
      trace: { promptRouter: { invokedModelId: "nova-x" } },
      usage: {
        inputTokens: 101,
        outputTokens: 53,
        cacheReadInputTokens: 11,
        cacheWriteInputTokens: 7,
        cacheDetails: [{ ttl: "1h", inputTokens: 2 }],
      },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      cacheWriteHourTokens: 2,
      serviceTier: "priority",
      responseModel: "nova-x",
      finishReason: "length",
      retries: 2,
    },
  ],
  [
    "Converse that refused",
    { $metadata: { attempts: 1 }, output: {}, stopReason: "refusal" },
    { finishReason: "content_filter", refusal: true },
  ],
  [
    "Nova's own body",
    {
      $metadata: { attempts: 2 },
      body: bytes({
        output: { message: {} },
        stopReason: "end_turn",
        usage: {
          inputTokens: 101,
          outputTokens: 53,
          cacheReadInputTokenCount: 11,
          cacheWriteInputTokenCount: 7,
        },
      }),
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
      retries: 1,
    },
  ],
  [
    "Llama's body, which a guardrail cut",
    {
      $metadata: {},
      body: bytes({
        generation: "a",
        prompt_token_count: 101,
        generation_token_count: 53,
        stop_reason: "stop",
        "amazon-bedrock-guardrailAction": "INTERVENED",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "content_filter", errorType: "policy" },
  ],
  [
    "Titan's body",
    {
      $metadata: {},
      body: bytes({
        inputTextTokenCount: 101,
        results: [{ tokenCount: 53, completionReason: "LENGTH" }],
        "amazon-bedrock-guardrailAction": "NONE",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "length" },
  ],
  [
    "Titan's body of a chunk",
    {
      $metadata: {},
      body: bytes({
        inputTextTokenCount: 101,
        outputText: "a",
        totalOutputTextTokenCount: 53,
        completionReason: "FINISH",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "stop" },
  ],
  [
    "Mistral's body",
    {
      $metadata: {},
      body: bytes({ outputs: [{ stop_reason: "stop" }, { stop_reason: "length" }] }),
    },
    { finishReason: "length" },
  ],
  [
    "Command's body",
    { $metadata: {}, body: bytes({ generation_id: "g", text: "a", finish_reason: "MAX_TOKENS" }) },
    { finishReason: "length" },
  ],
  [
    "Titan's vectors",
    { $metadata: {}, body: bytes({ embedding: [1], inputTextTokenCount: 101 }) },
    { inputTokens: 101, operation: "embeddings" },
  ],
  [
    "Cohere's vectors on Bedrock",
    { $metadata: {}, body: bytes({ embeddings: [[1]] }) },
    { operation: "embeddings" },
  ],
  [
    "images on Bedrock",
    { $metadata: {}, body: bytes({ images: ["a", "b", "c"] }) },
    { operation: "image", otherUnits: 3 },
  ],
  [
    "a ranking on Bedrock",
    { $metadata: {}, body: bytes({ results: [{ index: 0, relevance_score: 0.5 }] }) },
    { operation: "rerank", otherUnits: 1 },
  ],
]);
