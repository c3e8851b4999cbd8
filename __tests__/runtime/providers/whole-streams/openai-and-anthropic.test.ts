import { readsWholly, type Stream } from "./streams";

const delta = (fields: object, reason?: string) => ({
  choices: [{ index: 0, delta: fields, finish_reason: reason ?? null }],
});

readsWholly([
  [
    "a chat",
    [
      [delta({ role: "assistant", content: "" }), false],
      [delta({ content: "a" }), true],
      [delta({ content: [{ type: "text" }] }), true],
      [delta({ refusal: "no" }), true],
      [delta({ reasoning_content: "a" }), true],
      [delta({ reasoning: "a" }), true],
      [delta({ tool_calls: [{}] }), true],
      [delta({ toolCalls: [{}] }), true],
      [delta({ tool_calls: [] }), false],
      [delta({ function_call: {} }), true],
      [delta({ audio: {} }), true],
      [{ choices: [{ text: "a" }] }, true],
      [{ data: delta({ content: "a" }) }, true],
      [{ ...delta({}, "stop"), model: "gpt-x", service_tier: "flex" }, false],
      [{ choices: [], usage: { prompt_tokens: 101, completion_tokens: 53 } }, false],
    ],
    {
      facts: {
        inputTokens: 101,
        outputTokens: 53,
        finishReason: "stop",
        responseModel: "gpt-x",
        serviceTier: "flex",
        refusal: true,
      },
      end: 13,
    },
  ],
  [
    "Azure's chat, which begins with a verdict on the prompt",
    [[{ choices: [], prompt_filter_results: [], object: "" }, false]],
    { facts: {} },
  ],
  [
    "a chat that failed behind a gateway",
    [
      [delta({ content: "a" }), true],
      [{ choices: [{ delta: {}, finish_reason: "error", error: { code: 429 } }] }, false],
    ],
    { facts: { errorType: "rate_limit", finishReason: "error" }, end: 1 },
  ],
  [
    "Responses",
    [
      [{ type: "response.created", response: { status: "in_progress" } }, false],
      [{ type: "response.output_text.delta", delta: "a" }, true],
      [{ type: "response.refusal.done", refusal: "no" }, false],
      [{ type: "keepalive" }, false],
      [
        {
          type: "response.completed",
          response: { status: "completed", model: "gpt-x", usage: { input_tokens: 101 } },
        },
        false,
      ],
    ],
    {
      facts: { inputTokens: 101, responseModel: "gpt-x", finishReason: "stop", refusal: true },
      end: 4,
    },
  ],
  ...["failed", "incomplete", "cancelled", "done"].map((end): Stream => [
    `Responses that end as ${end}`,
    [
      [{ type: "response.refusal.delta", delta: "n" }, true],
      [{ type: `response.${end}` }, false],
    ],
    { facts: { refusal: true }, end: 1 },
  ]),
  [
    "Responses that begin with an error",
    [[{ type: "error", code: "rate_limit_exceeded" }, false]],
    { facts: { errorType: "rate_limit" }, end: 0 },
  ],
  [
    "Responses that end in an error of another shape",
    [
      [{ type: "response.created" }, false],
      [{ type: "error", error: { type: "rate_limit_error" } }, false],
    ],
    { facts: { errorType: "rate_limit" }, end: 1 },
  ],
  [
    "Anthropic",
    [
      [
        {
          type: "message_start",
          message: { model: "claude-x", usage: { input_tokens: 101, cache_read_input_tokens: 11 } },
        },
        false,
      ],
      [{ type: "content_block_start", content_block: { type: "text" } }, false],
      [{ type: "content_block_start", content_block: { type: "tool_use" } }, true],
      [{ type: "content_block_delta", delta: {} }, true],
      [{ type: "content_block_stop" }, false],
      [
        {
          type: "message_delta",
          delta: { stop_reason: "refusal" },
          usage: { input_tokens: 0, output_tokens: 53 },
        },
        false,
      ],
      [{ type: "message_delta", delta: {}, usage: { output_tokens: 1 } }, false],
      [{ type: "message_stop" }, false],
    ],
    {
      facts: {
        inputTokens: 112,
        cachedTokens: 11,
        outputTokens: 53,
        responseModel: "claude-x",
        finishReason: "content_filter",
        refusal: true,
      },
      end: 5,
    },
  ],
]);
