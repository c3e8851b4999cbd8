import type { ServerSentEvent } from "./replies";

/** 50 fresh, 60 read from the cache and 40 written to it (10 for an hour): 150 in all. */
const MESSAGE_USAGE = {
  input_tokens: 50,
  cache_read_input_tokens: 60,
  cache_creation_input_tokens: 40,
  cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 10 },
  output_tokens: 25,
  output_tokens_details: { thinking_tokens: 5 },
  server_tool_use: null,
  service_tier: "standard",
};

export const MESSAGE_MODEL = "claude-sonnet-4-20250514";

export const TOOL_USE_BLOCK = {
  type: "tool_use",
  id: "toolu_1",
  name: "search_orders",
  input: { q: "1" },
};

export function message(
  content: readonly unknown[] = [{ type: "text", text: "Hello" }],
  stopReason = "end_turn",
): Record<string, unknown> {
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: MESSAGE_MODEL,
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage: MESSAGE_USAGE,
  };
}

/** A streamed message: one text block of two deltas, then its end. */
export function messageStream(stopReason = "end_turn"): ServerSentEvent[] {
  return named([
    ...messageStart(),
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "ping" },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hel" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "lo" } },
    { type: "content_block_stop", index: 0 },
    ...messageEnd(stopReason),
  ]);
}

/** A streamed message whose only content is a tool call. */
export function toolUseStream(): ServerSentEvent[] {
  const delta = { type: "input_json_delta", partial_json: '{"q":"1"}' };
  return named([
    ...messageStart(),
    { type: "content_block_start", index: 0, content_block: { ...TOOL_USE_BLOCK, input: {} } },
    { type: "content_block_delta", index: 0, delta },
    { type: "content_block_stop", index: 0 },
    ...messageEnd("tool_use"),
  ]);
}

type Event = { readonly type: string } & Record<string, unknown>;

function messageStart(): Event[] {
  const usage = { ...MESSAGE_USAGE, output_tokens: 1, output_tokens_details: null };
  return [{ type: "message_start", message: { ...message([]), stop_reason: null, usage } }];
}

function messageEnd(stopReason: string): Event[] {
  const usage = { output_tokens: 25, output_tokens_details: { thinking_tokens: 5 } };
  return [
    { type: "message_delta", delta: { stop_reason: stopReason, stop_sequence: null }, usage },
    { type: "message_stop" },
  ];
}

function named(events: readonly Event[]): ServerSentEvent[] {
  return events.map((data) => ({ event: data.type, data }));
}
