import { readsWholly } from "./answers";

const interaction = (usage: object, more: object = {}) => ({
  object: "interaction",
  status: "completed",
  usage: { total_input_tokens: 100, total_output_tokens: 20, ...usage },
  ...more,
});

/** By the types of Google's client. */
readsWholly([
  [
    "Gemini's tier, as a header says it",
    {
      sdkHttpResponse: { headers: { "x-gemini-service-tier": "priority" } },
      candidates: [{ finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
    },
    { inputTokens: 9, outputTokens: 3, serviceTier: "priority", finishReason: "stop" },
  ],
  [
    "Gemini's tier, as its counts say it",
    { usageMetadata: { promptTokenCount: 9, serviceTier: "flex" } },
    { inputTokens: 9, serviceTier: "flex" },
  ],
  [
    "Gemini's tier that is none",
    { usageMetadata: { promptTokenCount: 9, trafficType: "TRAFFIC_TYPE_UNSPECIFIED" } },
    { inputTokens: 9 },
  ],
  [
    "an interaction with Gemini that searched and spoke",
    interaction({
      input_tokens_by_modality: [{ modality: "audio", tokens: 30 }],
      output_tokens_by_modality: [
        { modality: "AUDIO", tokens: 15 },
        { modality: "image", tokens: 4 },
      ],
      grounding_tool_count: [
        { type: "google_search", count: 2 },
        { type: "google_maps", count: 1 },
        { type: "retrieval", count: 3 },
      ],
    }),
    {
      inputTokens: 100,
      outputTokens: 20,
      inputAudioTokens: 30,
      outputAudioTokens: 15,
      outputImageTokens: 4,
      webSearches: 2,
      otherUnits: 4,
      finishReason: "stop",
    },
  ],
  [
    "an interaction that was cut",
    interaction({}, { status: "incomplete", service_tier: "flex" }),
    { inputTokens: 100, outputTokens: 20, finishReason: "length", serviceTier: "flex" },
  ],
  [
    "an interaction that failed",
    interaction({}, { status: "failed", errors: [{ code: "rate_limit_exceeded" }] }),
    { inputTokens: 100, outputTokens: 20, finishReason: "error", errorType: "rate_limit" },
  ],
]);
