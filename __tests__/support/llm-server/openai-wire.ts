import type { ServerSentEvent } from "./replies";

/** Usage with 40 of 120 input tokens cached, and 8 of 30 output tokens reasoning. */
const CHAT_USAGE = {
  prompt_tokens: 120,
  completion_tokens: 30,
  total_tokens: 150,
  prompt_tokens_details: { cached_tokens: 40, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 8, audio_tokens: 0 },
};

export const CHAT_MODEL = "gpt-4o-2024-08-06";

export const CHAT_TOOL_CALL = {
  id: "call_1",
  type: "function",
  function: { name: "search_orders", arguments: '{"q":"1"}' },
};

/** A chat completion; `message` and `finish_reason` say what kind. */
export function chatCompletion(
  message: Record<string, unknown> = { content: "Hello" },
  finishReason = "stop",
): Record<string, unknown> {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_780_000_000,
    model: CHAT_MODEL,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: null, refusal: null, ...message },
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
    usage: CHAT_USAGE,
  };
}

/** A streamed chat completion: a chunk per delta, then the finish reason, the usage, and `[DONE]`. */
export function chatStream(
  deltas: readonly Record<string, unknown>[] = [{ content: "Hel" }, { content: "lo" }],
  finishReason = "stop",
  usage: unknown = CHAT_USAGE,
): ServerSentEvent[] {
  const choice = (delta: unknown, reason: string | null = null) => [
    { index: 0, delta, logprobs: null, finish_reason: reason },
  ];
  return [
    chunk(choice({ role: "assistant", content: "" })),
    ...deltas.map((delta) => chunk(choice(delta))),
    chunk(choice({}, finishReason)),
    ...(usage === undefined ? [] : [{ data: { ...chunk([]).data, usage } }]),
    { data: "[DONE]" },
  ];
}

function chunk(choices: unknown) {
  return {
    data: {
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1_780_000_000,
      model: CHAT_MODEL,
      choices,
    },
  };
}

/** What Azure sends before the first chunk: its content filter's verdict on the prompt. */
export const AZURE_PROMPT_FILTER_EVENT: ServerSentEvent = {
  data: {
    id: "",
    object: "",
    created: 0,
    model: "",
    choices: [],
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
  },
};

const RESPONSES_USAGE = {
  input_tokens: 120,
  input_tokens_details: { cached_tokens: 40 },
  output_tokens: 30,
  output_tokens_details: { reasoning_tokens: 8 },
  total_tokens: 150,
};

export const TEXT_OUTPUT = {
  type: "message",
  id: "msg_1",
  status: "completed",
  role: "assistant",
  content: [{ type: "output_text", text: "Hello", annotations: [] }],
};

export const REFUSAL_OUTPUT = { ...TEXT_OUTPUT, content: [{ type: "refusal", refusal: "No." }] };

export const CALL_OUTPUT = {
  type: "function_call",
  id: "fc_1",
  call_id: "call_1",
  name: "search_orders",
  arguments: '{"q":"1"}',
  status: "completed",
};

/** A response of the Responses API. */
export function response(
  output: readonly unknown[] = [TEXT_OUTPUT],
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: "resp_1",
    object: "response",
    created_at: 1_780_000_000,
    status: "completed",
    error: null,
    incomplete_details: null,
    model: CHAT_MODEL,
    output,
    parallel_tool_calls: true,
    tool_choice: "auto",
    tools: [],
    usage: RESPONSES_USAGE,
    ...fields,
  };
}

/** The events of a streamed response that says `Hello`. */
export function responseStream(fields: Record<string, unknown> = {}): ServerSentEvent[] {
  const started = response([], { status: "in_progress", usage: null });
  const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
  const item = { ...TEXT_OUTPUT, status: "in_progress", content: [] };
  const part = { type: "output_text", text: "", annotations: [] };
  const events: Record<string, unknown>[] = [
    { type: "response.created", response: started },
    { type: "response.in_progress", response: started },
    { type: "response.output_item.added", output_index: 0, item },
    { type: "response.content_part.added", ...place, part },
    { type: "response.output_text.delta", ...place, delta: "Hel" },
    { type: "response.output_text.delta", ...place, delta: "lo" },
    { type: "response.output_text.done", ...place, text: "Hello" },
    { type: "response.output_item.done", output_index: 0, item: TEXT_OUTPUT },
    { type: "response.completed", response: response([TEXT_OUTPUT], fields) },
  ];
  return events.map((event, index) => ({
    event: String(event["type"]),
    data: { ...event, sequence_number: index },
  }));
}
