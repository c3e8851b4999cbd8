import { readsWholly } from "./answers";

readsWholly([
  [
    "Gemini",
    {
      modelVersion: "gemini-x",
      candidates: [
        {
          index: 0,
          finishReason: "STOP",
          content: { parts: [{ functionCall: { name: "f" } }] },
          groundingMetadata: {
            webSearchQueries: ["a", "b"],
            groundingChunks: [{ web: {} }, { maps: {} }],
          },
        },
      ],
      automaticFunctionCallingHistory: [{}, {}, {}],
      usageMetadata: {
        promptTokenCount: 101,
        toolUsePromptTokenCount: 17,
        candidatesTokenCount: 53,
        thoughtsTokenCount: 13,
        cachedContentTokenCount: 11,
        trafficType: "PROVISIONED",
        promptTokensDetails: [
          { modality: "TEXT", tokenCount: 90 },
          { modality: "AUDIO", tokenCount: 5 },
        ],
        candidatesTokensDetails: [
          { modality: "AUDIO", tokenCount: 3 },
          { modality: "IMAGE", tokenCount: 2 },
        ],
      },
    },
    {
      inputTokens: 118,
      outputTokens: 66,
      cachedTokens: 11,
      reasoningTokens: 13,
      inputAudioTokens: 5,
      outputAudioTokens: 3,
      outputImageTokens: 2,
      webSearches: 2,
      otherUnits: 4,
      serviceTier: "PROVISIONED",
      responseModel: "gemini-x",
      finishReason: "tool_call",
    },
  ],
  [
    "a prompt that Gemini blocked",
    { promptFeedback: { blockReason: "SAFETY" } },
    { finishReason: "content_filter" },
  ],
  [
    "Gemini Interactions",
    {
      object: "interaction",
      model: "gemini-x",
      status: "requires_action",
      usage: {
        total_input_tokens: 101,
        total_tool_use_tokens: 17,
        total_output_tokens: 53,
        total_thought_tokens: 13,
        total_cached_tokens: 11,
      },
    },
    {
      inputTokens: 118,
      outputTokens: 66,
      cachedTokens: 11,
      reasoningTokens: 13,
      responseModel: "gemini-x",
      finishReason: "tool_call",
    },
  ],
  [
    "Gemini Interactions under way, by the older name of thoughts",
    { usage: { total_input_tokens: 1, total_reasoning_tokens: 13 }, status: "in_progress" },
    { inputTokens: 1, outputTokens: 13, reasoningTokens: 13 },
  ],
]);
