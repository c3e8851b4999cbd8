import {
  readResponse,
  startStream,
  streamIn,
  type ResponseFacts,
} from "../../../runtime/providers";
import { basic } from "./shapes";

const chat = (usage: object, message: object = { content: "a" }) => ({
  choices: [{ index: 0, finish_reason: "stop", message }],
  usage,
});
const claude = (usage: object) => ({ type: "message", role: "assistant", usage });
const response = (output: readonly object[], more: object = {}) => ({
  object: "response",
  status: "completed",
  output,
  usage: { input_tokens: 100, output_tokens: 20 },
  ...more,
});
const spoken = (more: object) => ({ object: "realtime.response", output: [], ...more });
const counts = { input_tokens: 23_000, output_tokens: 1000 };
const compaction = { type: "compaction", input_tokens: 180_000, output_tokens: 3500 };
const interaction = (usage: object, more: object = {}) => ({
  object: "interaction",
  status: "completed",
  usage: { total_input_tokens: 100, total_output_tokens: 20, ...usage },
  ...more,
});

/** What clients of autumn 2026 say of answers, by their types and the documentation that those quote. */
it.each<[string, unknown, ResponseFacts]>([
  [
    // Anthropic's docs on compaction; pydantic-ai#5065, litellm#27060.
    "Claude's compaction, which its counts leave out",
    claude({ ...counts, iterations: [compaction, { type: "message", ...counts }] }),
    { inputTokens: 203_000, outputTokens: 4500 },
  ],
  [
    "Claude's advisor, which is another model",
    claude({ ...counts, iterations: [{ type: "advisor_message", model: "m", ...counts }] }),
    { inputTokens: 23_000, outputTokens: 1000, otherUnits: 1 },
  ],
  [
    "the model that answered in Claude's place",
    claude({ ...counts, iterations: [{ type: "fallback_message", model: "m", ...counts }] }),
    { inputTokens: 23_000, outputTokens: 1000, otherUnits: 1 },
  ],
  [
    "a line of the results of Claude's batch",
    {
      custom_id: "c",
      result: { type: "succeeded", message: claude({ ...counts, service_tier: "batch" }) },
    },
    { inputTokens: 23_000, outputTokens: 1000, serviceTier: "batch" },
  ],
  [
    "searches that OpenAI counts",
    response([{ type: "web_search_call" }], { tool_usage: { web_search: { num_requests: 3 } } }),
    { inputTokens: 100, outputTokens: 20, webSearches: 3, finishReason: "stop" },
  ],
  [
    "images that OpenAI drew within a response",
    response([], { tool_usage: { image_gen: { total_tokens: 900 } } }),
    { inputTokens: 100, outputTokens: 20, otherUnits: 1, finishReason: "stop" },
  ],
  [
    "a shell in OpenAI's container",
    response([{ type: "shell_call", environment: { type: "container_reference" } }]),
    { inputTokens: 100, outputTokens: 20, otherUnits: 1, finishReason: "stop" },
  ],
  [
    "a search for tools that OpenAI made itself",
    response([{ type: "tool_search_call", execution: "server" }, { type: "mcp_call" }]),
    { inputTokens: 100, outputTokens: 20, finishReason: "stop" },
  ],
  [
    "tools that xAI ran itself",
    response([], { usage: { input_tokens: 9, num_server_side_tools_used: 3 } }),
    { inputTokens: 9, otherUnits: 3, finishReason: "stop" },
  ],
  [
    // openai-agents-python#4434.
    "a compaction of OpenAI's, which is a call of its own",
    { object: "response.compaction", output: [], usage: { input_tokens: 9, output_tokens: 3 } },
    { inputTokens: 9, outputTokens: 3 },
  ],
  [
    "a turn of OpenAI's Realtime interface",
    spoken({
      status: "completed",
      usage: {
        input_tokens: 100,
        output_tokens: 50,
        input_token_details: { cached_tokens: 40, audio_tokens: 30, image_tokens: 5 },
        output_token_details: { audio_tokens: 45 },
      },
    }),
    {
      inputTokens: 100,
      outputTokens: 50,
      cachedTokens: 40,
      inputAudioTokens: 30,
      inputImageTokens: 5,
      outputAudioTokens: 45,
      finishReason: "stop",
    },
  ],
  [
    "a turn that failed",
    spoken({ status: "failed", status_details: { error: { code: "rate_limit_exceeded" } } }),
    { finishReason: "error", errorType: "rate_limit" },
  ],
  [
    "a turn that a filter cut",
    spoken({ status: "incomplete", status_details: { reason: "content_filter" } }),
    { finishReason: "content_filter" },
  ],
  [
    "decisions, of which the model refused one",
    {
      answers: [{ type: "predicate" }, { type: "refusal" }],
      model: "m",
      usage: { input_tokens: 9, output_tokens: 0, input_tokens_details: { cached_tokens: 4 } },
    },
    { inputTokens: 9, outputTokens: 0, cachedTokens: 4, responseModel: "m", refusal: true },
  ],
  [
    "a transcript by speaker, which is billed by tokens and has a duration, too",
    {
      text: "a",
      duration: 27,
      segments: [],
      usage: { type: "tokens", input_tokens: 9, output_tokens: 3 },
    },
    { inputTokens: 9, outputTokens: 3, operation: "transcription" },
  ],
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
])("reads %s, and no more", (_what, answer, expected) => {
  expect(readResponse(answer)).toEqual(expected);
});

it.each([
  ...["function_call", "custom_tool_call", "computer_call", "local_shell_call"],
  ...["apply_patch_call", "mcp_approval_request", "shell_call"],
])("an item %s of Responses waits for the application", (type) => {
  expect(readResponse(response([{ type }]))).toMatchObject({ finishReason: "tool_call" });
});

it("a search for tools that the application makes waits for it", () => {
  const item = { type: "tool_search_call", execution: "client" };
  expect(readResponse(response([item]))).toMatchObject({ finishReason: "tool_call" });
});

function read(events: readonly unknown[]) {
  const stream = startStream(events[0]);
  const generated = events.map((event) => stream?.read(event));
  return { facts: stream?.facts(), generated, isTruncated: stream?.isTruncated?.() };
}

const delta = { choices: [{ index: 0, delta: { content: "a" }, finish_reason: "stop" }] };
const INTERACTION = [
  { event_type: "interaction.created", interaction: { status: "in_progress", model: "m" } },
  { event_type: "step.start", step: {} },
  { event_type: "step.delta", delta: {} },
  { event_type: "step.stop", step_usage: { total_input_tokens: 9, total_output_tokens: 3 } },
];
const LIVE = [
  { serverContent: { modelTurn: { parts: [{ inlineData: {} }] } } },
  {
    serverContent: { turnComplete: true },
    usageMetadata: {
      promptTokenCount: 9,
      responseTokenCount: 3,
      responseTokensDetails: [{ modality: "AUDIO", tokenCount: 3 }],
    },
  },
];

it.each<[string, readonly object[], boolean[], ResponseFacts]>([
  [
    "counts in a chunk without choices",
    [delta, { object: "chat.completion.chunk", usage: basic }],
    [true, false],
    { inputTokens: 100, outputTokens: 20, finishReason: "stop" },
  ],
  [
    "an error in a chunk without choices",
    [delta, { error: { code: 429 } }],
    [true, false],
    { finishReason: "stop", errorType: "rate_limit" },
  ],
  [
    "a compaction of Claude's, which is told at the end",
    [
      { type: "message_start", message: { usage: { input_tokens: 0, output_tokens: 0 } } },
      { type: "message_delta", delta: {}, usage: { ...counts, iterations: [compaction] } },
      { type: "message_stop" },
    ],
    [false, false, false],
    { inputTokens: 203_000, outputTokens: 4500 },
  ],
  [
    "an interaction whose end counts nothing",
    [...INTERACTION, { event_type: "interaction.completed", interaction: { status: "completed" } }],
    [false, false, true, false, false],
    { inputTokens: 9, outputTokens: 3, finishReason: "stop", responseModel: "m" },
  ],
  [
    "an interaction whose end is a status alone",
    [...INTERACTION, { event_type: "interaction.status_update", status: "requires_action" }],
    [false, false, true, false, false],
    { inputTokens: 9, outputTokens: 3, finishReason: "tool_call", responseModel: "m" },
  ],
  [
    "a turn of Gemini's Live interface",
    LIVE,
    [true, false],
    { inputTokens: 9, outputTokens: 3, outputAudioTokens: 3, finishReason: "stop" },
  ],
])("reads from a stream %s, and no more", (_what, events, generated, expected) => {
  expect(read(events)).toMatchObject({ facts: expected, generated, isTruncated: false });
  expect(read(events).facts).toEqual(expected);
});

it("knows that an interaction and a turn were cut off", () => {
  expect(read(INTERACTION).isTruncated).toBe(true);
  expect(read(LIVE.slice(0, 1)).isTruncated).toBe(true);
});

it("finds the stream of Google's older clients beside their promise, and no one else's", () => {
  const stream = (async function* () {
    yield await Promise.resolve(1);
  })();
  expect(streamIn({ stream, response: Promise.resolve() })).toBe(stream);
  expect(streamIn({ stream, response: {} })).toBeUndefined();
});
