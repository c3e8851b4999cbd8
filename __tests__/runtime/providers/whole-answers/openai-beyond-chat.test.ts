import { readResponse } from "../../../../runtime/providers";
import { readsWholly } from "./answers";

const response = (output: readonly object[], more: object = {}) => ({
  object: "response",
  status: "completed",
  output,
  usage: { input_tokens: 100, output_tokens: 20 },
  ...more,
});
const spoken = (more: object) => ({ object: "realtime.response", output: [], ...more });

/** By the types of OpenAI's client and of xAI's, and the documentation that they quote. */
readsWholly([
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
]);

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
