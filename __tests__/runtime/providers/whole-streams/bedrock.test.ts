import { readsWholly } from "./streams";

const bytes = (value: object) => ({
  chunk: { bytes: new TextEncoder().encode(JSON.stringify(value)) },
});

readsWholly([
  [
    "Converse",
    [
      [{ messageStart: {} }, false],
      [{ contentBlockStart: { start: { toolUse: {} } } }, true],
      [{ contentBlockStart: { start: {} } }, false],
      [{ contentBlockDelta: { delta: {} } }, true],
      [{ contentBlockStop: {} }, false],
      [{ messageStop: { stopReason: "refusal" } }, false],
      [
        {
          metadata: {
            usage: { inputTokens: 101, outputTokens: 53 },
            serviceTier: { type: "flex" },
            trace: { promptRouter: { invokedModelId: "nova-x" } },
          },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 101,
        outputTokens: 53,
        serviceTier: "flex",
        responseModel: "nova-x",
        finishReason: "content_filter",
        refusal: true,
      },
      end: 5,
    },
  ],
  [
    "Llama on Bedrock, whose last chunk has the counts",
    [
      [bytes({ generation: "", stop_reason: null }), false],
      [bytes({ generation: "a", stop_reason: null, prompt_token_count: 9 }), true],
      [
        bytes({
          generation: "",
          stop_reason: "length",
          generation_token_count: 5,
          "amazon-bedrock-guardrailAction": "INTERVENED",
          "amazon-bedrock-invocationMetrics": {
            inputTokenCount: 101,
            outputTokenCount: 53,
            cacheReadInputTokenCount: 11,
            cacheWriteInputTokenCount: 7,
          },
        }),
        false,
      ],
    ],
    {
      // The model's own counts hold.
      facts: {
        inputTokens: 9,
        outputTokens: 5,
        cachedTokens: 11,
        cacheWriteTokens: 7,
        finishReason: "content_filter",
        errorType: "policy",
      },
    },
  ],
  [
    "a model on Bedrock that nobody knows",
    [
      [bytes({ x: 1 }), true],
      [
        bytes({
          "amazon-bedrock-invocationMetrics": { inputTokenCount: 101, outputTokenCount: 53 },
        }),
        true,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53 } },
  ],
  [
    "Titan on Bedrock",
    [
      [bytes({ outputText: "a", inputTextTokenCount: 101, totalOutputTextTokenCount: 1 }), true],
      [
        bytes({
          outputText: "",
          inputTextTokenCount: 0,
          totalOutputTextTokenCount: 53,
          completionReason: "LENGTH",
        }),
        false,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, finishReason: "length" } },
  ],
  [
    "Mistral on Bedrock",
    [
      [bytes({ outputs: [{ text: "", stop_reason: null }] }), false],
      [bytes({ outputs: [{ text: "a", stop_reason: null }] }), true],
      [bytes({ outputs: [{ text: "", stop_reason: "length" }] }), false],
    ],
    { facts: { finishReason: "length" } },
  ],
  [
    "Command on Bedrock",
    [
      [bytes({ event_type: "stream-start" }), false],
      [bytes({ event_type: "text-generation", text: "a" }), true],
      [bytes({ event_type: "stream-end", finish_reason: "MAX_TOKENS" }), false],
    ],
    { facts: { finishReason: "length" } },
  ],
  [
    "Claude on Bedrock, whose end is told",
    [
      [bytes({ type: "message_start", message: { usage: { input_tokens: 101 } } }), false],
      [bytes({ type: "content_block_delta" }), true],
      [bytes({ type: "message_stop" }), false],
    ],
    { facts: { inputTokens: 101 }, end: 2 },
  ],
]);
