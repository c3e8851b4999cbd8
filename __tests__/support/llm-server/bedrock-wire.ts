import type { Frame } from "./event-stream";

/** 50 fresh, 60 read from the cache, 40 written to it. */
export const CONVERSE_USAGE = {
  inputTokens: 50,
  outputTokens: 25,
  totalTokens: 175,
  cacheReadInputTokens: 60,
  cacheWriteInputTokens: 40,
};

export function converse(
  content: readonly unknown[] = [{ text: "Hello" }],
  stopReason = "end_turn",
): Record<string, unknown> {
  return {
    output: { message: { role: "assistant", content } },
    stopReason,
    usage: CONVERSE_USAGE,
    metrics: { latencyMs: 12 },
  };
}

/** The frames of a ConverseStream that says `Hello`. */
export function converseStream(stopReason = "end_turn"): Frame[] {
  return [
    { type: "messageStart", payload: { role: "assistant" } },
    { type: "contentBlockDelta", payload: { contentBlockIndex: 0, delta: { text: "Hel" } } },
    { type: "contentBlockDelta", payload: { contentBlockIndex: 0, delta: { text: "lo" } } },
    { type: "contentBlockStop", payload: { contentBlockIndex: 0 } },
    { type: "messageStop", payload: { stopReason } },
    { type: "metadata", payload: { usage: CONVERSE_USAGE, metrics: { latencyMs: 12 } } },
  ];
}

export const TITAN_BODY = {
  inputTextTokenCount: 12,
  results: [{ tokenCount: 7, outputText: "Hello", completionReason: "FINISH" }],
};

export const LLAMA_BODY = {
  generation: "Hello",
  prompt_token_count: 12,
  generation_token_count: 7,
  stop_reason: "stop",
};

export const NOVA_BODY = {
  output: { message: { role: "assistant", content: [{ text: "Hello" }] } },
  stopReason: "max_tokens",
  usage: { inputTokens: 12, outputTokens: 7, totalTokens: 24, cacheReadInputTokenCount: 5 },
};

/** What Bedrock adds to the last chunk of every model's stream. */
export const INVOCATION_METRICS = {
  "amazon-bedrock-invocationMetrics": {
    inputTokenCount: 12,
    outputTokenCount: 7,
    invocationLatency: 20,
    firstByteLatency: 10,
  },
};
