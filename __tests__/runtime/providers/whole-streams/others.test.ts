import { readsWholly } from "./streams";

readsWholly([
  [
    "Cohere",
    [
      [{ type: "message-start" }, false],
      [{ type: "content-start" }, false],
      [{ type: "content-delta" }, true],
      [{ type: "tool-plan-delta" }, true],
      [{ type: "tool-call-start" }, true],
      [
        {
          type: "message-end",
          delta: {
            finish_reason: "MAX_TOKENS",
            usage: { tokens: { inputTokens: 101, outputTokens: 53 } },
          },
        },
        false,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, finishReason: "length" }, end: 5 },
  ],
  [
    "Cohere's older events",
    [
      [{ eventType: "stream-start" }, false],
      [{ eventType: "text-generation" }, true],
      [{ eventType: "tool-calls-chunk" }, true],
      [{ eventType: "tool-calls-generation" }, true],
      [{ eventType: "search-queries-generation" }, true],
      [{ eventType: "stream-end", response: { finishReason: "COMPLETE" } }, false],
    ],
    { facts: { finishReason: "stop" }, end: 5 },
  ],
  [
    "a conversation with Mistral",
    [
      [{ event: "conversation.response.started", data: {} }, false],
      [{ event: "message.output.delta", data: { model: "m-x" } }, true],
      [{ event: "function.call.delta", data: {} }, true],
      [{ event: "tool.execution.started", data: {} }, false],
      [
        {
          event: "conversation.response.done",
          data: { usage: { promptTokens: 101, completionTokens: 53, connectorTokens: 7 } },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 108,
        outputTokens: 53,
        responseModel: "m-x",
        finishReason: "tool_call",
      },
      end: 4,
    },
  ],
  [
    "a conversation with Mistral that failed",
    [
      [{ event: "conversation.response.started", data: {} }, false],
      [{ event: "conversation.response.error", data: { code: 429, message: "m" } }, false],
    ],
    { facts: { errorType: "rate_limit" }, end: 1 },
  ],
  [
    "Mistral's transcript",
    [
      [{ event: "transcription.language", data: {} }, false],
      [{ event: "transcription.text.delta", data: { text: "a" } }, true],
      [{ event: "transcription.text.delta", data: { text: "" } }, false],
      [
        {
          event: "transcription.done",
          data: { model: "m-x", usage: { promptTokens: 101, promptAudioSeconds: 7 } },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 101,
        otherUnits: 7,
        responseModel: "m-x",
        operation: "transcription",
      },
      end: 3,
    },
  ],
  [
    "Ollama",
    [
      [{ model: "m-x", message: { content: "" }, done: false }, false],
      [{ model: "m-x", message: { content: "a" }, done: false }, true],
      [{ model: "m-x", message: { thinking: "a" }, done: false }, true],
      [{ model: "m-x", message: { tool_calls: [{}] }, done: false }, true],
      [{ model: "m-x", response: "a", done: false }, true],
      [
        {
          model: "m-x",
          message: { content: "" },
          done: true,
          done_reason: "length",
          prompt_eval_count: 101,
          eval_count: 53,
        },
        false,
      ],
    ],
    {
      facts: { inputTokens: 101, outputTokens: 53, responseModel: "m-x", finishReason: "length" },
      end: 5,
    },
  ],
  [
    "images",
    [
      [{ type: "image_edit.partial_image" }, true],
      [{ type: "image_edit.completed", usage: { input_tokens: 101, output_tokens: 53 } }, false],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, operation: "image" }, end: 1 },
  ],
  [
    "a transcript",
    [
      [{ type: "transcript.text.delta" }, true],
      [{ type: "transcript.text.segment" }, false],
      [{ type: "transcript.text.done", usage: { input_tokens: 101, output_tokens: 53 } }, false],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, operation: "transcription" }, end: 2 },
  ],
  [
    "a Claude agent",
    [
      [{ type: "system", session_id: "s" }, false],
      [{ type: "stream_event" }, true],
      [{ type: "assistant", message: { model: "claude-x" } }, true],
      [{ type: "user" }, false],
      [
        {
          type: "result",
          subtype: "success",
          total_cost_usd: 0.25,
          usage: { input_tokens: 101, output_tokens: 53 },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 101,
        outputTokens: 53,
        costUsd: 0.25,
        responseModel: "claude-x",
        finishReason: "stop",
      },
      end: 4,
    },
  ],
  [
    "a failure in the place of a stream",
    [[{ error: { code: 503, message: "m" } }, false]],
    { facts: { errorType: "provider" } },
  ],
]);
