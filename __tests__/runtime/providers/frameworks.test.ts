import { readResponse, startStream, type ResponseFacts } from "../../../runtime/providers";

const whole = (more: object) => ({
  finishReason: "stop",
  warnings: [],
  response: { modelId: "m" },
  usage: { inputTokens: 100, outputTokens: 20, inputTokenDetails: {} },
  ...more,
});
const usage = (more: object) => ({ inputTokens: 100, outputTokens: 20, ...more });
const raw = (raw: object) => whole({ usage: usage({ inputTokenDetails: {}, raw }) });
const step = (more: object) => ({ usage: usage({ inputTokenDetails: {} }), content: [], ...more });
const hosted = (toolName: string, providerExecuted = true) => ({
  type: "tool-call",
  toolName,
  providerExecuted,
});

it("an event with a run's id is LangChain's only where its name says so", () => {
  expect(startStream({ event: "on_chat_model_start", run_id: "r" })).toBeDefined();
  for (const event of ["start", 7, undefined]) {
    expect(startStream({ event, run_id: "r" })).toBeUndefined();
  }
});

it.each<[string, object, ResponseFacts]>([
  [
    "the kinds of cache writes",
    raw({ cache_creation: { ephemeral_1h_input_tokens: 50 } }),
    { cacheWriteHourTokens: 50 },
  ],
  [
    "Anthropic's searches",
    raw({ server_tool_use: { web_search_requests: 2 } }),
    { webSearches: 2 },
  ],
  ["a tier", raw({ service_tier: "batch" }), { serviceTier: "batch" }],
  [
    "Gemini's audio",
    raw({ promptTokensDetails: [{ modality: "AUDIO", tokenCount: 9 }] }),
    { inputAudioTokens: 9 },
  ],
  [
    "Gemini's searches",
    whole({
      providerMetadata: { google: { groundingMetadata: { webSearchQueries: ["a", "b"] } } },
    }),
    { webSearches: 2 },
  ],
  [
    "OpenAI's tier",
    whole({ providerMetadata: { openai: { serviceTier: "flex" } } }),
    { serviceTier: "flex" },
  ],
  [
    "tools that the provider ran, and not the application's",
    whole({
      steps: [
        step({ content: [hosted("web_search"), hosted("file_search"), hosted("search", false)] }),
        step({ content: [hosted("web_search"), hosted("code_execution")] }),
      ],
    }),
    { inputTokens: 200, webSearches: 2, fileSearches: 1, otherUnits: 1 },
  ],
  [
    "OpenRouter's cost, of all steps",
    whole({
      steps: [0.25, 0.5].map((cost) =>
        step({ providerMetadata: { openrouter: { usage: { cost } } } }),
      ),
    }),
    { costUsd: 0.75 },
  ],
  [
    "OpenRouter's cost with a key of one's own",
    whole({
      providerMetadata: {
        openrouter: { usage: { cost: 0.25, costDetails: { upstreamInferenceCost: 5 } } },
      },
    }),
    { costUsd: 5.25 },
  ],
  [
    "the gateway's cost, which is text",
    whole({ providerMetadata: { gateway: { cost: "0.0045" } } }),
    { costUsd: 0.0045 },
  ],
  [
    "the market's price where the gateway charged nothing",
    whole({ providerMetadata: { gateway: { cost: "0", marketCost: "0.5" } } }),
    { costUsd: 0.5 },
  ],
  [
    "version 5's Anthropic, whose input counts nothing of the cache",
    whole({
      usage: usage({ cachedInputTokens: 60 }),
      providerMetadata: { anthropic: { cacheCreationInputTokens: 40 } },
    }),
    { inputTokens: 200, cachedTokens: 60, cacheWriteTokens: 40 },
  ],
  [
    "version 5's Bedrock",
    whole({
      usage: usage({ cachedInputTokens: 60 }),
      providerMetadata: { bedrock: { usage: { cacheWriteInputTokens: 40 } } },
    }),
    { inputTokens: 200, cachedTokens: 60, cacheWriteTokens: 40 },
  ],
  [
    "version 4's counts",
    whole({ usage: { promptTokens: 9, completionTokens: 3 } }),
    { inputTokens: 9, outputTokens: 3 },
  ],
  [
    "images that count nothing",
    { images: [{}, {}], warnings: [], responses: [{ modelId: "m" }], usage: {} },
    { operation: "image", otherUnits: 2, responseModel: "m" },
  ],
  [
    "a transcript",
    { text: "a", segments: [], durationInSeconds: 7, warnings: [], responses: [] },
    { operation: "transcription", otherUnits: 7 },
  ],
  ["speech", { audio: {}, warnings: [], responses: [] }, { operation: "speech", otherUnits: 1 }],
  [
    "a ranking",
    { originalDocuments: [], ranking: [], response: { modelId: "m" } },
    { operation: "rerank", otherUnits: 1, responseModel: "m" },
  ],
])("reads from a result of the AI SDK %s", (_what, result, expected) => {
  expect(readResponse(result)).toMatchObject(expected);
});

it("knows no cost of steps of which one says none", () => {
  const paid = step({ providerMetadata: { openrouter: { usage: { cost: 0.5 } } } });
  expect(readResponse(whole({ steps: [paid, step({})] }))).not.toHaveProperty("costUsd");
});

function read(events: readonly unknown[]): ResponseFacts | undefined {
  const stream = startStream(events[0]);
  for (const event of events) stream?.read(event);
  return stream?.facts();
}

it.each<[string, readonly unknown[], ResponseFacts]>([
  [
    "the steps, whose sum comes last",
    [
      { type: "start" },
      hosted("web_search"),
      { type: "finish-step", usage: usage({ inputTokenDetails: {} }), finishReason: "tool-calls" },
      hosted("web_search"),
      { type: "finish-step", usage: usage({ inputTokenDetails: {} }), finishReason: "stop" },
      { type: "finish", totalUsage: usage({ inputTokens: 200 }), finishReason: "stop" },
    ],
    { inputTokens: 200, outputTokens: 40, webSearches: 2, finishReason: "stop" },
  ],
  [
    "a model's own, which has no steps",
    [
      { type: "stream-start" },
      {
        type: "finish",
        usage: { inputTokens: { total: 9 }, outputTokens: { total: 3 } },
        finishReason: { unified: "stop", raw: "stop" },
        providerMetadata: { gateway: { cost: "0.5" } },
      },
    ],
    { inputTokens: 9, outputTokens: 3, costUsd: 0.5 },
  ],
])("reads from a stream of the AI SDK %s", (_what, events, expected) => {
  expect(read(events)).toMatchObject(expected);
});

const message = (said: object, more: object = {}) => ({
  content: "a",
  tool_calls: [],
  response_metadata: said,
  usage_metadata: { input_tokens: 100, output_tokens: 20 },
  ...more,
});

it.each<[string, object, ResponseFacts]>([
  ["Bedrock's end", message({ stopReason: "max_tokens" }), { finishReason: "length" }],
  [
    "Bedrock's end in a stream, and its client's attempts",
    message({ messageStop: { stopReason: "guardrail_intervened" }, $metadata: { attempts: 3 } }),
    { finishReason: "content_filter", retries: 2 },
  ],
  [
    "a response of OpenAI's, cut off after a search",
    message({
      object: "response",
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [{ type: "web_search_call", action: { type: "search" } }],
      service_tier: "flex",
    }),
    { finishReason: "length", webSearches: 1, serviceTier: "flex", inputTokens: 100 },
  ],
  [
    "Anthropic's searches and hourly cache writes",
    message({
      stop_reason: "end_turn",
      usage: {
        server_tool_use: { web_search_requests: 1 },
        cache_creation: { ephemeral_1h_input_tokens: 5 },
      },
    }),
    { webSearches: 1, cacheWriteHourTokens: 5, inputTokens: 100 },
  ],
  [
    "OpenRouter's cost",
    message({ finish_reason: "stop", usage: { prompt_tokens: 100, cost: 0.5 } }),
    { costUsd: 0.5 },
  ],
  ["Gemini's end", message({ finishReason: "SAFETY" }), { finishReason: "content_filter" }],
  [
    "a refusal",
    message({ finish_reason: "stop" }, { additional_kwargs: { refusal: "no" } }),
    { refusal: true },
  ],
])("reads from a message of LangChain %s", (_what, given, expected) => {
  expect(readResponse(given)).toMatchObject(expected);
});

it.each<[string, readonly unknown[], ResponseFacts]>([
  [
    "the runs of an agent in `streamEvents()`, of which the last was left",
    [
      { event: "on_chain_start", run_id: "a", data: {}, metadata: {} },
      { event: "on_chat_model_stream", run_id: "b", data: { chunk: message({}) } },
      {
        event: "on_chat_model_end",
        run_id: "b",
        data: { output: message({ finish_reason: "tool_calls" }) },
      },
      { event: "on_chat_model_stream", run_id: "c", data: { chunk: message({}) } },
    ],
    { inputTokens: 200, outputTokens: 40, finishReason: "tool_call" },
  ],
  [
    "a graph's messages, which stand before what is said about them",
    [[message({ finish_reason: "stop" }), { langgraph_node: "a" }]],
    { inputTokens: 100, outputTokens: 20, finishReason: "stop" },
  ],
])("reads from a stream of LangChain %s", (_what, events, expected) => {
  expect(read(events)).toMatchObject(expected);
});

it("takes no event for Mistral's that has no data", () => {
  const event = "conversation.response.started";
  expect(startStream({ event })).toBeUndefined();
  expect(startStream({ event: "other", data: {} })).toBeUndefined();
  expect(startStream({ event, data: {} })).toBeDefined();
});

it("takes no event for Bedrock's because it has metadata", () => {
  expect(startStream({ metadata: {}, value: 1 })).toBeUndefined();
  expect(startStream({ metadata: "text" })).toBeUndefined();
  expect(startStream({ metadata: {} })).toBeDefined();
});
