import { readsWholly, type Answer } from "./answers";

readsWholly([
  [
    "LangChain",
    {
      tool_calls: [],
      additional_kwargs: { refusal: "no" },
      response_metadata: {
        stop_reason: "max_tokens",
        model: "m-x",
        service_tier: "flex",
        $metadata: { attempts: 3 },
        usage: { server_tool_use: { web_search_requests: 4 } },
      },
      usage_metadata: {
        input_tokens: 101,
        output_tokens: 53,
        input_token_details: { cache_read: 11, cache_creation: 7, audio: 5 },
        output_token_details: { reasoning: 13, audio: 3 },
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      inputAudioTokens: 5,
      outputAudioTokens: 3,
      webSearches: 4,
      serviceTier: "flex",
      responseModel: "m-x",
      finishReason: "length",
      refusal: true,
      retries: 2,
    },
  ],
  ...(
    [
      ["finish_reason", { finish_reason: "stop" }, {}],
      ["finishReason", { finishReason: "stop" }, {}],
      ["stopReason", { stopReason: "stop" }, {}],
      ["messageStop", { messageStop: { stopReason: "stop" } }, {}],
      ["more", {}, { stop_reason: "stop" }],
      ["done_reason", { done_reason: "stop" }, {}],
    ] as const
  ).map(([name, said, more]): Answer => [
    `LangChain's end by ${name}`,
    { tool_calls: [], response_metadata: said, additional_kwargs: more },
    { finishReason: "stop" },
  ]),
  [
    "LangChain's structured output with its raw message",
    { raw: { tool_calls: [], response_metadata: { model_name: "m-x" } }, parsed: {} },
    { responseModel: "m-x" },
  ],
  [
    "LangGraph's message, before what is said about it",
    [{ tool_calls: [], response_metadata: { model_name: "m-x" } }, { langgraph_node: "n" }],
    { responseModel: "m-x" },
  ],
]);
