import { readsWholly } from "./answers";

readsWholly([
  [
    "Cohere's chat",
    {
      finish_reason: "MAX_TOKENS",
      meta: {
        billed_units: { input_tokens: 5, output_tokens: 3, search_units: 2 },
        tokens: { input_tokens: 101, output_tokens: 53 },
        cached_tokens: 11,
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      billedInputTokens: 5,
      billedOutputTokens: 3,
      cachedTokens: 11,
      otherUnits: 2,
      finishReason: "length",
    },
  ],
  [
    "Cohere's vectors of pictures",
    { embeddings: {}, meta: { billedUnits: { inputTokens: 101, images: 3 } } },
    { inputTokens: 101, otherUnits: 3, operation: "embeddings" },
  ],
  [
    "Cohere's vectors of text",
    { embeddings: {}, meta: { billedUnits: { inputTokens: 101, images: 0 } } },
    { inputTokens: 101, operation: "embeddings" },
  ],
  [
    "Cohere's ranking",
    { results: [{}], meta: { billed_units: { search_units: 2 } } },
    { otherUnits: 2, operation: "rerank" },
  ],
  [
    "a conversation with Mistral that called a function",
    {
      object: "conversation.response",
      outputs: [{ type: "message.output", model: "m-x" }, { type: "function.call" }],
      usage: { promptTokens: 101, completionTokens: 53, connectors: { web_search_premium: 2 } },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      webSearches: 2,
      responseModel: "m-x",
      finishReason: "tool_call",
    },
  ],
  [
    "Mistral's transcript",
    {
      model: "m-x",
      text: "a",
      usage: { promptTokens: 101, completionTokens: 53, promptAudioSeconds: 7 },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      otherUnits: 7,
      responseModel: "m-x",
      operation: "transcription",
    },
  ],
  [
    "Ollama",
    {
      model: "m-x",
      response: "a",
      done: true,
      done_reason: "length",
      prompt_eval_count: 101,
      eval_count: 53,
    },
    { inputTokens: 101, outputTokens: 53, responseModel: "m-x", finishReason: "length" },
  ],
  [
    "Ollama's vectors",
    { model: "m-x", embeddings: [[1]], prompt_eval_count: 101 },
    { inputTokens: 101, responseModel: "m-x", operation: "embeddings" },
  ],
  [
    "vectors",
    { object: "list", data: [{ embedding: [1] }], model: "m-x", usage: { promptTokens: 101 } },
    { inputTokens: 101, responseModel: "m-x", operation: "embeddings" },
  ],
  [
    "Voyage's ranking",
    { object: "list", data: [{ relevance_score: 0.5 }], usage: { total_tokens: 101 } },
    { inputTokens: 101, operation: "rerank" },
  ],
  [
    "images that are counted, with text among them",
    {
      created: 1,
      data: [{ b64_json: "x" }],
      usage: {
        input_tokens: 101,
        output_tokens: 53,
        input_tokens_details: { image_tokens: 17 },
        output_tokens_details: { text_tokens: 3, image_tokens: 50 },
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      inputImageTokens: 17,
      outputImageTokens: 50,
      operation: "image",
    },
  ],
  [
    "images that are counted, and nothing else",
    {
      created: 1,
      data: [{ url: "u" }],
      usage: { input_tokens: 101, output_tokens: 53, output_tokens_details: { text_tokens: 0 } },
    },
    { inputTokens: 101, outputTokens: 53, operation: "image" },
  ],
  [
    // The list's output price of these models is that of images.
    "images that are counted, without text among them",
    {
      created: 1,
      data: [{ url: "u" }],
      usage: {
        input_tokens: 101,
        output_tokens: 53,
        output_tokens_details: { text_tokens: 0, image_tokens: 53 },
      },
    },
    { inputTokens: 101, outputTokens: 53, operation: "image" },
  ],
  [
    "a transcript that is counted",
    {
      text: "a",
      usage: {
        type: "tokens",
        input_tokens: 101,
        output_tokens: 53,
        input_token_details: { audio_tokens: 90 },
      },
    },
    { inputTokens: 101, outputTokens: 53, inputAudioTokens: 90, operation: "transcription" },
  ],
  [
    "Google's vectors, each of which is counted",
    {
      embeddings: [
        { values: [1], statistics: { tokenCount: 4 } },
        { values: [1], statistics: { tokenCount: 5 } },
      ],
    },
    { inputTokens: 9, operation: "embeddings" },
  ],
  [
    "Genkit",
    {
      message: {},
      request: {},
      model: "m-x",
      finishReason: "length",
      usage: {
        inputTokens: 101,
        outputTokens: 53,
        thoughtsTokens: 13,
        cachedContentTokens: 11,
        outputImages: 3,
      },
    },
    {
      inputTokens: 101,
      outputTokens: 66,
      cachedTokens: 11,
      reasoningTokens: 13,
      otherUnits: 3,
      responseModel: "m-x",
      finishReason: "length",
    },
  ],
  [
    "Genkit's films",
    { message: {}, request: {}, finishReason: "stop", usage: { outputVideos: 2 } },
    { otherUnits: 2, finishReason: "stop" },
  ],
  [
    "a Claude agent that failed",
    {
      type: "result",
      subtype: "error_during_execution",
      is_error: true,
      total_cost_usd: 0.25,
      usage: { input_tokens: 101 },
    },
    {
      inputTokens: 101,
      costUsd: 0.25,
      finishReason: "error_during_execution",
      errorType: "provider",
    },
  ],
]);
