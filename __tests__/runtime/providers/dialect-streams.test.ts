import { startStream, type ResponseFacts } from "../../../runtime/providers";
import { basic, executed } from "./shapes";

function read(events: readonly unknown[]) {
  const stream = startStream(events[0]);
  for (const event of events) stream?.read(event);
  return { facts: stream?.facts(), isTruncated: stream?.isTruncated?.() ?? false };
}

const delta = (index: number, reason: string | null = null, more: object = {}) => ({
  choices: [{ index, delta: { content: "a" }, finish_reason: reason, ...more }],
});

it.each<[string, readonly unknown[], ResponseFacts]>([
  [
    "running totals under changing ids, the last of which is 0",
    [
      { id: "a", ...delta(0), usage: basic },
      { id: "b", ...delta(0, "stop"), usage: { prompt_tokens: 100, completion_tokens: 30 } },
      { id: "c", choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } },
    ],
    { inputTokens: 100, outputTokens: 30 },
  ],
  [
    "usage in each choice, whose prompt is one",
    [delta(0, "stop", { usage: basic }), delta(1, "stop", { usage: basic })],
    { inputTokens: 100, outputTokens: 40 },
  ],
  [
    "the worst end of several choices, though it came first",
    [delta(1, "content_filter"), delta(0, "stop")],
    { finishReason: "content_filter" },
  ],
  [
    "Anthropic's totals, of which a later one is 0",
    [
      { type: "message_start", message: { usage: { input_tokens: 9, output_tokens: 1 } } },
      { type: "message_delta", delta: {}, usage: { input_tokens: 0, output_tokens: 3 } },
    ],
    { inputTokens: 9, outputTokens: 3 },
  ],
  [
    "LangChain's chunks, which are parts",
    [
      {
        content: "a",
        response_metadata: {},
        usage_metadata: { input_tokens: 9, output_tokens: 1 },
      },
      { content: "", response_metadata: {}, usage_metadata: { input_tokens: 0, output_tokens: 3 } },
    ],
    { inputTokens: 9, outputTokens: 4 },
  ],
  [
    "an error event of Responses",
    [
      { type: "response.created", response: {} },
      { type: "error", code: "server_error" },
    ],
    { errorType: "provider" },
  ],
  [
    "Anthropic's message behind a sign of life",
    [{ type: "ping" }, { type: "message_start", message: { usage: { input_tokens: 9 } } }],
    { inputTokens: 9 },
  ],
  [
    "an image that comes in parts",
    [
      { type: "image_generation.partial_image", b64_json: "x" },
      { type: "image_generation.completed", usage: { input_tokens: 5, output_tokens: 100 } },
    ],
    { inputTokens: 5, outputTokens: 100, operation: "image" },
  ],
  [
    "speech that becomes text",
    [
      { type: "transcript.text.delta", delta: "a" },
      { type: "transcript.text.done", usage: { input_tokens: 5, output_tokens: 2 } },
    ],
    { inputTokens: 5, outputTokens: 2, operation: "transcription" },
  ],
  [
    "a Claude agent's session",
    [
      { type: "system", subtype: "init", session_id: "s" },
      { type: "assistant", message: { model: "m", usage: { input_tokens: 1 } } },
      { type: "result", subtype: "success", total_cost_usd: 0.5, usage: { input_tokens: 9 } },
    ],
    { inputTokens: 9, costUsd: 0.5, responseModel: "m" },
  ],
  [
    "an error event of Anthropic, which its client throws and a reader by hand gets",
    [
      { type: "message_start", message: { usage: { input_tokens: 9 } } },
      { type: "error", error: { type: "rate_limit_error", message: "m" } },
    ],
    { inputTokens: 9, errorType: "rate_limit" },
  ],
  [
    "an error between Gemini's chunks",
    [
      { candidates: [{ content: { parts: [{ text: "a" }] } }] },
      { error: { code: 503, status: "UNAVAILABLE", message: "m" } },
    ],
    { errorType: "provider" },
  ],
  [
    "what the AI SDK's steps were billed for, each once",
    [
      { type: "start" },
      executed("web_search"),
      { type: "finish-step", usage: {}, providerMetadata: { gateway: { cost: "0.25" } } },
      { type: "tool-call", toolName: "own" },
      { type: "finish-step", usage: {}, providerMetadata: { gateway: { cost: "0.5" } } },
      { type: "finish", totalUsage: { inputTokens: 9, outputTokens: 3 } },
    ],
    { inputTokens: 9, webSearches: 1, costUsd: 0.75 },
  ],
  [
    "an error part of a model of the AI SDK",
    [{ type: "stream-start" }, { type: "error", error: { statusCode: 429 } }],
    { errorType: "rate_limit" },
  ],
  [
    "a conversation with Mistral",
    [
      { event: "conversation.response.started", data: {} },
      { event: "message.output.delta", data: { content: "a", model: "m" } },
      {
        event: "conversation.response.done",
        data: { usage: { promptTokens: 9, completionTokens: 3 } },
      },
    ],
    { inputTokens: 9, outputTokens: 3, finishReason: "stop", responseModel: "m" },
  ],
  [
    "a conversation with Mistral that failed",
    [
      { event: "conversation.response.started", data: {} },
      { event: "conversation.response.error", data: { message: "m", code: 503 } },
    ],
    { errorType: "provider" },
  ],
])("reads from a stream %s", (_what, events, expected) => {
  expect(read(events).facts).toMatchObject(expected);
});

it.each<[string, readonly unknown[], boolean]>([
  ["a chat", [delta(0)], true],
  ["a chat that ended", [delta(0, "stop")], false],
  ["a message", [{ type: "message_start", message: {} }], true],
  ["an image", [{ type: "image_generation.partial_image" }], true],
  ["a session", [{ type: "system", session_id: "s" }, { type: "assistant" }], true],
  ["a turn of speech", [{ type: "response.created" }, { type: "response.done" }], false],
  ["a message that stopped", [{ type: "message_start" }, { type: "message_stop" }], false],
  ["a response", [{ type: "response.created", response: {} }], true],
  [
    "a response that completed",
    [{ type: "response.created" }, { type: "response.completed" }],
    false,
  ],
  ["Bedrock's", [{ messageStart: {} }], true],
  ["Gemini's", [{ candidates: [{ content: {} }] }], true],
  ["Ollama's", [{ model: "m", message: {}, done: false }], true],
  ["Cohere's", [{ type: "message-start" }], true],
])("knows of %s stream whether it was cut off", (_what, events, expected) => {
  expect(read(events).isTruncated).toBe(expected);
});
