import { readResponse, type ResponseFacts } from "../../../../runtime/providers";

/** What services and their clients answer in a format of their own. */
it.each<[string, unknown, ResponseFacts]>([
  [
    "Anthropic's fast answers, which have a price of their own",
    { type: "message", role: "assistant", usage: { input_tokens: 9, speed: "fast" } },
    { inputTokens: 9, serviceTier: "fast" },
  ],
  [
    "Anthropic's answers from a promised region",
    { type: "message", role: "assistant", usage: { input_tokens: 9, inference_geo: "us" } },
    { serviceTier: "us" },
  ],
  [
    "Bedrock's answers made for low latency, and its cache of an hour",
    {
      $metadata: { attempts: 1 },
      output: {},
      performanceConfig: { latency: "optimized" },
      usage: {
        inputTokens: 1,
        cacheWriteInputTokens: 9,
        cacheDetails: [
          { ttl: "1h", inputTokens: 4 },
          { ttl: "5m", inputTokens: 5 },
        ],
      },
    },
    { inputTokens: 10, cacheWriteTokens: 9, cacheWriteHourTokens: 4, serviceTier: "optimized" },
  ],
  [
    "Gemini's answer with Google Maps",
    {
      candidates: [
        { finishReason: "STOP", groundingMetadata: { groundingChunks: [{ maps: {} }] } },
      ],
    },
    { otherUnits: 1 },
  ],
  [
    "Mistral's client",
    {
      choices: [{ index: 0, finishReason: "length", message: {} }],
      usage: { promptTokens: 100, completionTokens: 20, totalTokens: 120 },
    },
    { inputTokens: 100, outputTokens: 20, finishReason: "length" },
  ],
  [
    "Cohere, which bills fewer tokens than it counts",
    {
      finishReason: "MAX_TOKENS",
      usage: {
        billedUnits: { inputTokens: 5, outputTokens: 2 },
        tokens: { inputTokens: 100, outputTokens: 20 },
      },
    },
    { inputTokens: 100, billedInputTokens: 5, finishReason: "length" },
  ],
  [
    "Cohere's chat with a connector, which searched",
    { text: "a", meta: { billedUnits: { inputTokens: 5, outputTokens: 2, searchUnits: 1 } } },
    { inputTokens: 5, otherUnits: 1 },
  ],
  [
    "a conversation with Mistral, whose connectors count beside the prompt",
    {
      object: "conversation.response",
      outputs: [{ type: "tool.execution" }, { type: "message.output", model: "m" }],
      usage: {
        promptTokens: 188,
        completionTokens: 55,
        connectorTokens: 7112,
        connectors: { web_search: 1, code_interpreter: 2 },
      },
    },
    {
      inputTokens: 7300,
      outputTokens: 55,
      webSearches: 1,
      otherUnits: 2,
      finishReason: "stop",
      responseModel: "m",
    },
  ],
  [
    "Ollama",
    {
      model: "m",
      message: {},
      done: true,
      done_reason: "stop",
      prompt_eval_count: 9,
      eval_count: 3,
    },
    { inputTokens: 9, outputTokens: 3, finishReason: "stop" },
  ],
  [
    "Gemini Interactions",
    {
      object: "interaction",
      status: "completed",
      usage: { total_input_tokens: 9, total_output_tokens: 3, total_thought_tokens: 2 },
    },
    { inputTokens: 9, outputTokens: 5, reasoningTokens: 2, finishReason: "stop" },
  ],
  [
    "Gemini's client, which called functions by itself",
    {
      candidates: [{ finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3 },
      automaticFunctionCallingHistory: [{}, {}],
    },
    { inputTokens: 9, otherUnits: 2 },
  ],
  ["a fetch that was refused", new Response("", { status: 400 }), { errorType: "other" }],
  ["a fetch that met a limit", new Response("", { status: 429 }), { errorType: "rate_limit" }],
])("reads %s", (_what, response, expected) => {
  expect(readResponse(response)).toMatchObject(expected);
});
