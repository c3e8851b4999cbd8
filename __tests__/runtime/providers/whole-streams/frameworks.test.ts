import { readsWholly, type Stream } from "./streams";

const langchain = (fields: object) => ({ response_metadata: {}, tool_calls: [], ...fields });
const ofModel = (event: string, run: string, data: object) => ({ event, run_id: run, data });

readsWholly([
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
    (first): Stream => [
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
]);
