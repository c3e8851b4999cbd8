/** A server-sent event; Anthropic names its events, OpenAI does not. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: unknown;
}

const TRIAGE = JSON.stringify({
  category: "refund",
  reply: "I am sorry that the lamp arrived broken. You get your money back within five days.",
});
const PIECES = TRIAGE.match(/.{1,16}/g) ?? [];
const ORDER = '{"order_id":"A-1042"}';

/** What Claude streams: the triage as text, then the tool call. */
export const ANTHROPIC_EVENTS: readonly ServerSentEvent[] = [
  {
    type: "message_start",
    message: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "claude-sonnet-4-20250514",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      // Of 1,840 input tokens, 148 came from the prompt cache, which costs a tenth.
      usage: { input_tokens: 1692, cache_read_input_tokens: 148, output_tokens: 1 },
    },
  },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  ...PIECES.map((text) => contentDelta(0, { type: "text_delta", text })),
  { type: "content_block_stop", index: 0 },
  {
    type: "content_block_start",
    index: 1,
    content_block: { type: "tool_use", id: "toolu_1", name: "lookup_order", input: {} },
  },
  contentDelta(1, { type: "input_json_delta", partial_json: ORDER }),
  { type: "content_block_stop", index: 1 },
  {
    type: "message_delta",
    delta: { stop_reason: "tool_use", stop_sequence: null },
    usage: { output_tokens: 312 },
  },
  { type: "message_stop" },
].map((data) => ({ event: data.type, data }));

const TOOL_CALL = {
  index: 0,
  id: "call_1",
  type: "function",
  function: { name: "lookup_order", arguments: ORDER },
};

/** What GPT streams: the same answer. */
export const OPENAI_EVENTS: readonly ServerSentEvent[] = [
  chunk([choice({ role: "assistant", content: "" })]),
  ...PIECES.map((content) => chunk([choice({ content })])),
  chunk([choice({ tool_calls: [TOOL_CALL] })]),
  chunk([choice({}, "tool_calls")]),
  chunk([], { prompt_tokens: 1795, completion_tokens: 298, total_tokens: 2093 }),
  { data: "[DONE]" },
];

function contentDelta(index: number, delta: object) {
  return { type: "content_block_delta", index, delta };
}

function choice(delta: object, finishReason: string | null = null) {
  return { index: 0, delta, finish_reason: finishReason };
}

function chunk(choices: readonly object[], usage: object | null = null): ServerSentEvent {
  const data = {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_780_000_000,
    model: "gpt-4.1-2025-04-14",
    choices,
    usage,
  };
  return { data };
}
