import { startStream, type ResponseFacts } from "../../../runtime/providers";

/** An event, and whether it carries something generated: the first one ends the time to first token. */
type Step = readonly [event: unknown, generated: boolean];

const bytes = (value: object) => ({
  chunk: { bytes: new TextEncoder().encode(JSON.stringify(value)) },
});
const delta = (fields: object, reason?: string) => ({
  choices: [{ index: 0, delta: fields, finish_reason: reason ?? null }],
});
const part = (fields: object) => ({ candidates: [{ content: { parts: [fields] } }] });
const langchain = (fields: object) => ({ response_metadata: {}, tool_calls: [], ...fields });
const ofModel = (event: string, run: string, data: object) => ({ event, run_id: run, data });

interface Expected {
  readonly facts: ResponseFacts;
  /** The place of the event without which the stream was cut off; none where no end is told. */
  readonly end?: number;
}

/** A stream of each format, with every kind of event that is read. */
it.each<[string, readonly Step[], Expected]>([
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
  ...["failed", "incomplete", "cancelled", "done"].map(
    (end): [string, readonly Step[], Expected] => [
      `Responses that end as ${end}`,
      [
        [{ type: "response.refusal.delta", delta: "n" }, true],
        [{ type: `response.${end}` }, false],
      ],
      { facts: { refusal: true }, end: 1 },
    ],
  ),
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
  [
    "Converse",
    [
      [{ messageStart: {} }, false],
      [{ contentBlockStart: { start: { toolUse: {} } } }, true],
      [{ contentBlockStart: { start: {} } }, false],
      [{ contentBlockDelta: { delta: {} } }, true],
      [{ contentBlockStop: {} }, false],
      [{ messageStop: { stopReason: "refusal" } }, false],
      [
        {
          metadata: {
            usage: { inputTokens: 101, outputTokens: 53 },
            serviceTier: { type: "flex" },
            trace: { promptRouter: { invokedModelId: "nova-x" } },
          },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 101,
        outputTokens: 53,
        serviceTier: "flex",
        responseModel: "nova-x",
        finishReason: "content_filter",
        refusal: true,
      },
      end: 5,
    },
  ],
  [
    "Llama on Bedrock, whose last chunk has the counts",
    [
      [bytes({ generation: "", stop_reason: null }), false],
      [bytes({ generation: "a", stop_reason: null, prompt_token_count: 9 }), true],
      [
        bytes({
          generation: "",
          stop_reason: "length",
          generation_token_count: 5,
          "amazon-bedrock-guardrailAction": "INTERVENED",
          "amazon-bedrock-invocationMetrics": {
            inputTokenCount: 101,
            outputTokenCount: 53,
            cacheReadInputTokenCount: 11,
            cacheWriteInputTokenCount: 7,
          },
        }),
        false,
      ],
    ],
    {
      // The model's own counts hold.
      facts: {
        inputTokens: 9,
        outputTokens: 5,
        cachedTokens: 11,
        cacheWriteTokens: 7,
        finishReason: "content_filter",
        errorType: "policy",
      },
    },
  ],
  [
    "a model on Bedrock that nobody knows",
    [
      [bytes({ x: 1 }), true],
      [
        bytes({
          "amazon-bedrock-invocationMetrics": { inputTokenCount: 101, outputTokenCount: 53 },
        }),
        true,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53 } },
  ],
  [
    "Titan on Bedrock",
    [
      [bytes({ outputText: "a", inputTextTokenCount: 101, totalOutputTextTokenCount: 1 }), true],
      [
        bytes({
          outputText: "",
          inputTextTokenCount: 0,
          totalOutputTextTokenCount: 53,
          completionReason: "LENGTH",
        }),
        false,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, finishReason: "length" } },
  ],
  [
    "Mistral on Bedrock",
    [
      [bytes({ outputs: [{ text: "", stop_reason: null }] }), false],
      [bytes({ outputs: [{ text: "a", stop_reason: null }] }), true],
      [bytes({ outputs: [{ text: "", stop_reason: "length" }] }), false],
    ],
    { facts: { finishReason: "length" } },
  ],
  [
    "Command on Bedrock",
    [
      [bytes({ event_type: "stream-start" }), false],
      [bytes({ event_type: "text-generation", text: "a" }), true],
      [bytes({ event_type: "stream-end", finish_reason: "MAX_TOKENS" }), false],
    ],
    { facts: { finishReason: "length" } },
  ],
  [
    "Claude on Bedrock, whose end is told",
    [
      [bytes({ type: "message_start", message: { usage: { input_tokens: 101 } } }), false],
      [bytes({ type: "content_block_delta" }), true],
      [bytes({ type: "message_stop" }), false],
    ],
    { facts: { inputTokens: 101 }, end: 2 },
  ],
  [
    "Gemini",
    [
      [part({ text: "" }), false],
      [part({ text: "a" }), true],
      [part({ functionCall: {} }), true],
      [part({ inlineData: {} }), true],
      [part({ executableCode: {} }), true],
      [part({ codeExecutionResult: {} }), true],
      [{ usageMetadata: { promptTokenCount: 101, candidatesTokenCount: 1 } }, false],
      [
        {
          candidates: [
            { finishReason: "STOP", groundingMetadata: { webSearchQueries: ["a", "b"] } },
            { finishReason: "MAX_TOKENS", groundingMetadata: { webSearchQueries: ["a"] } },
          ],
          modelVersion: "gemini-x",
          usageMetadata: { promptTokenCount: 0, candidatesTokenCount: 53 },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 101,
        outputTokens: 53,
        webSearches: 2,
        responseModel: "gemini-x",
        finishReason: "length",
      },
      end: 7,
    },
  ],
  [
    "Gemini Interactions",
    [
      [{ event_type: "interaction.start", interaction: { model: "gemini-x" } }, false],
      [{ event_type: "content.delta" }, true],
      [
        {
          event_type: "interaction.complete",
          interaction: { status: "completed", usage: { total_input_tokens: 101 } },
        },
        false,
      ],
      [{ event_type: "error", error: { code: 429 } }, false],
    ],
    {
      facts: {
        inputTokens: 101,
        responseModel: "gemini-x",
        finishReason: "stop",
        errorType: "rate_limit",
      },
    },
  ],
  [
    "the AI SDK",
    [
      [{ type: "start" }, false],
      [{ type: "text-delta", text: "" }, false],
      [{ type: "text-delta", text: "a" }, true],
      [{ type: "text-delta", textDelta: "a" }, true],
      [{ type: "text-delta", delta: "a" }, true],
      [{ type: "reasoning-delta" }, true],
      [{ type: "tool-input-start" }, true],
      [{ type: "tool-input-delta" }, true],
      [{ type: "object" }, true],
      [{ type: "tool-call", toolName: "file_search", providerExecuted: true }, true],
      [{ type: "response-metadata", modelId: "m-0" }, false],
      [
        {
          type: "finish-step",
          usage: { inputTokens: 1 },
          finishReason: "tool-calls",
          response: { modelId: "m-x" },
        },
        false,
      ],
      [
        {
          type: "finish",
          finishReason: "length",
          totalUsage: { inputTokens: 101, outputTokens: 53 },
        },
        false,
      ],
    ],
    {
      facts: {
        inputTokens: 1,
        outputTokens: 53,
        fileSearches: 1,
        responseModel: "m-x",
        finishReason: "length",
      },
    },
  ],
  ...["start-step", "stream-start", "response-metadata", "text-start", "text-delta", "object"].map(
    (first): [string, readonly Step[], Expected] => [
      `a model of the AI SDK that begins with ${first}`,
      [
        [{ type: first }, first === "object"],
        [
          {
            type: "finish",
            usage: { inputTokens: 101 },
            finishReason: { unified: "stop", raw: "refusal" },
          },
          false,
        ],
      ],
      { facts: { inputTokens: 101, finishReason: "stop", refusal: true } },
    ],
  ),
  [
    "LangChain's chunks",
    [
      [langchain({ content: "" }), false],
      [langchain({ content: "a" }), true],
      [langchain({ content: [{ type: "text" }] }), true],
      [langchain({ content: "", tool_call_chunks: [{}] }), true],
      [langchain({ usage_metadata: { input_tokens: 101, output_tokens: 50 } }), false],
      [
        langchain({
          usage_metadata: { input_tokens: 0, output_tokens: 3 },
          response_metadata: { finish_reason: "stop", model_name: "m-x" },
        }),
        false,
      ],
    ],
    { facts: { inputTokens: 101, outputTokens: 53, responseModel: "m-x", finishReason: "stop" } },
  ],
  [
    "LangChain's chunks of Anthropic, which are running totals",
    [
      [
        langchain({
          response_metadata: { model_provider: "anthropic" },
          usage_metadata: { input_tokens: 101, output_tokens: 1 },
        }),
        false,
      ],
      [langchain({ usage_metadata: { input_tokens: 0, output_tokens: 53 } }), false],
    ],
    { facts: { inputTokens: 101, outputTokens: 53 } },
  ],
  [
    "LangChain's events of two runs, of which one has not ended",
    [
      [ofModel("on_chat_model_start", "1", {}), false],
      [ofModel("on_chat_model_stream", "1", { chunk: langchain({ content: "a" }) }), true],
      [
        ofModel("on_chat_model_end", "1", {
          output: langchain({ usage_metadata: { input_tokens: 100, output_tokens: 50 } }),
        }),
        false,
      ],
      [
        ofModel("on_chat_model_stream", "2", {
          chunk: langchain({ usage_metadata: { input_tokens: 1, output_tokens: 1 } }),
        }),
        false,
      ],
      [
        ofModel("on_chat_model_stream", "2", {
          chunk: langchain({ usage_metadata: { input_tokens: 0, output_tokens: 2 } }),
        }),
        false,
      ],
      [ofModel("on_chain_end", "3", {}), false],
    ],
    { facts: { inputTokens: 101, outputTokens: 53 } },
  ],
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
])("reads every event of %s", (_what, steps, { facts, end }) => {
  const stream = startStream(steps[0]![0])!;
  const heard = steps.map(([event]) => [stream.read(event), stream.isTruncated?.() ?? false]);
  expect(heard).toEqual(
    steps.map(([, generated], place) => [generated, end !== undefined && place < end]),
  );
  expect(stream.facts()).toEqual(facts);
  for (const nothing of [undefined, null, "text", 7, {}]) {
    expect([nothing, stream.read(nothing)]).toEqual([nothing, false]);
  }
  expect(stream.facts()).toEqual(facts);
});
