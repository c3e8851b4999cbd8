import { readError, readResponse, type ResponseFacts } from "../../../runtime/providers";

/** Bytes of JSON, as Bedrock's client hands out a body. */
const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));

/**
 * An answer of each format with every field that is read, each with a value of its own, and all of its
 * facts: a field that is read from the wrong place, or no more, shows here.
 */
it.each<[string, unknown, ResponseFacts]>([
  [
    "a chat",
    {
      model: "gpt-x",
      service_tier: "flex",
      choices: [
        {
          index: 0,
          finish_reason: "length",
          message: { content: "a", refusal: "no", annotations: [{ type: "url_citation" }] },
        },
      ],
      usage: {
        prompt_tokens: 101,
        completion_tokens: 53,
        total_tokens: 154,
        prompt_tokens_details: { cached_tokens: 11, cache_write_tokens: 7, audio_tokens: 5 },
        completion_tokens_details: { reasoning_tokens: 13, audio_tokens: 3, image_tokens: 2 },
        num_search_queries: 4,
        cost: 0.25,
        prompt_audio_seconds: 6,
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
      outputImageTokens: 2,
      webSearches: 4,
      costUsd: 0.25,
      otherUnits: 6,
      serviceTier: "flex",
      responseModel: "gpt-x",
      finishReason: "length",
      refusal: true,
    },
  ],
  [
    "a chat in camel case",
    {
      choices: [{ finishReason: "tool_calls", message: {} }],
      usage: {
        promptTokens: 101,
        completionTokens: 53,
        promptTokensDetails: { cachedTokens: 11 },
        serviceTier: "priority",
        promptAudioSeconds: 6,
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      serviceTier: "priority",
      otherUnits: 6,
      finishReason: "tool_call",
    },
  ],
  [
    "a chat with the counts of lesser dialects",
    {
      choices: [{ stop_reason: "eos", text: "a" }],
      x_groq: {
        usage: {
          prompt_tokens: 101,
          completion_tokens: 53,
          cache_read_input_tokens: 11,
          cache_creation_input_tokens: 7,
          reasoning_tokens: 13,
          num_sources_used: 4,
          service_tier: "fast",
        },
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      webSearches: 4,
      serviceTier: "fast",
      finishReason: "stop",
    },
  ],
  [
    "a chat whose model cites pages, and counts no search",
    {
      choices: [{ message: { annotations: [{ type: "file" }, { type: "url_citation" }] } }],
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    },
    { inputTokens: 1, outputTokens: 1, webSearches: 1 },
  ],
  [
    "a failure of the service behind a gateway",
    { choices: [], error: { code: 429 } },
    { errorType: "rate_limit" },
  ],
  [
    "a response",
    {
      object: "response",
      model: "gpt-x",
      status: "completed",
      service_tier: "flex",
      output: [
        { type: "message", content: [{ type: "refusal", refusal: "no" }] },
        { type: "web_search_call" },
        { type: "web_search_call", action: { type: "search" } },
        { type: "web_search_call", action: { type: "open_page" } },
        { type: "file_search_call" },
        { type: "code_interpreter_call" },
        { type: "image_generation_call" },
        { type: "image_generation_call" },
        { type: "function_call" },
      ],
      usage: {
        input_tokens: 101,
        output_tokens: 53,
        input_tokens_details: { cached_tokens: 11, cache_write_tokens: 7 },
        output_tokens_details: { reasoning_tokens: 13 },
        cost: 0.25,
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      costUsd: 0.25,
      webSearches: 2,
      fileSearches: 1,
      otherUnits: 3,
      serviceTier: "flex",
      responseModel: "gpt-x",
      finishReason: "tool_call",
      refusal: true,
    },
  ],
  [
    "a response that ended with a custom tool",
    { object: "response", status: "completed", output: [{ type: "custom_tool_call" }] },
    { finishReason: "tool_call" },
  ],
  [
    "a response that ended with a hosted tool alone",
    { object: "response", status: "completed", output: [{ type: "mcp_call" }] },
    { finishReason: "stop" },
  ],
  [
    "a response that was cut",
    {
      object: "response",
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [],
    },
    { finishReason: "length" },
  ],
  ["a response under way", { object: "response", status: "in_progress", output: [] }, {}],
  ["a response that waits", { object: "response", status: "queued", output: [] }, {}],
  [
    "a response that failed",
    {
      object: "response",
      status: "failed",
      output: [],
      error: { code: "rate_limit_exceeded", message: "m" },
    },
    { finishReason: "error", errorType: "rate_limit" },
  ],
  [
    "a message of Anthropic",
    {
      type: "message",
      role: "assistant",
      model: "claude-x",
      stop_reason: "refusal",
      usage: {
        input_tokens: 101,
        cache_read_input_tokens: 11,
        cache_creation_input_tokens: 7,
        cache_creation: { ephemeral_1h_input_tokens: 2 },
        output_tokens: 53,
        output_tokens_details: { thinking_tokens: 13 },
        server_tool_use: { web_search_requests: 4, code_execution_requests: 6 },
        service_tier: "priority",
        inference_geo: "us",
      },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      cacheWriteHourTokens: 2,
      reasoningTokens: 13,
      webSearches: 4,
      otherUnits: 6,
      serviceTier: "priority",
      responseModel: "claude-x",
      finishReason: "content_filter",
      refusal: true,
    },
  ],
  [
    "Converse",
    {
      $metadata: { attempts: 3 },
      output: { message: {} },
      stopReason: "max_tokens",
      serviceTier: { type: "priority" },
      performanceConfig: { latency: "optimized" },
      trace: { promptRouter: { invokedModelId: "nova-x" } },
      usage: {
        inputTokens: 101,
        outputTokens: 53,
        cacheReadInputTokens: 11,
        cacheWriteInputTokens: 7,
        cacheDetails: [{ ttl: "1h", inputTokens: 2 }],
      },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      cacheWriteHourTokens: 2,
      serviceTier: "priority",
      responseModel: "nova-x",
      finishReason: "length",
      retries: 2,
    },
  ],
  [
    "Converse that refused",
    { $metadata: { attempts: 1 }, output: {}, stopReason: "refusal" },
    { finishReason: "content_filter", refusal: true },
  ],
  [
    "Nova's own body",
    {
      $metadata: { attempts: 2 },
      body: bytes({
        output: { message: {} },
        stopReason: "end_turn",
        usage: {
          inputTokens: 101,
          outputTokens: 53,
          cacheReadInputTokenCount: 11,
          cacheWriteInputTokenCount: 7,
        },
      }),
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
      retries: 1,
    },
  ],
  [
    "Llama's body, which a guardrail cut",
    {
      $metadata: {},
      body: bytes({
        generation: "a",
        prompt_token_count: 101,
        generation_token_count: 53,
        stop_reason: "stop",
        "amazon-bedrock-guardrailAction": "INTERVENED",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "content_filter", errorType: "policy" },
  ],
  [
    "Titan's body",
    {
      $metadata: {},
      body: bytes({
        inputTextTokenCount: 101,
        results: [{ tokenCount: 53, completionReason: "LENGTH" }],
        "amazon-bedrock-guardrailAction": "NONE",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "length" },
  ],
  [
    "Titan's body of a chunk",
    {
      $metadata: {},
      body: bytes({
        inputTextTokenCount: 101,
        outputText: "a",
        totalOutputTextTokenCount: 53,
        completionReason: "FINISH",
      }),
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "stop" },
  ],
  [
    "Mistral's body",
    {
      $metadata: {},
      body: bytes({ outputs: [{ stop_reason: "stop" }, { stop_reason: "length" }] }),
    },
    { finishReason: "length" },
  ],
  [
    "Command's body",
    { $metadata: {}, body: bytes({ generation_id: "g", text: "a", finish_reason: "MAX_TOKENS" }) },
    { finishReason: "length" },
  ],
  [
    "Titan's vectors",
    { $metadata: {}, body: bytes({ embedding: [1], inputTextTokenCount: 101 }) },
    { inputTokens: 101, operation: "embeddings" },
  ],
  [
    "Cohere's vectors on Bedrock",
    { $metadata: {}, body: bytes({ embeddings: [[1]] }) },
    { operation: "embeddings" },
  ],
  [
    "images on Bedrock",
    { $metadata: {}, body: bytes({ images: ["a", "b", "c"] }) },
    { operation: "image", otherUnits: 3 },
  ],
  [
    "a ranking on Bedrock",
    { $metadata: {}, body: bytes({ results: [{ index: 0, relevance_score: 0.5 }] }) },
    { operation: "rerank", otherUnits: 1 },
  ],
  [
    "Gemini",
    {
      modelVersion: "gemini-x",
      candidates: [
        {
          index: 0,
          finishReason: "STOP",
          content: { parts: [{ functionCall: { name: "f" } }] },
          groundingMetadata: {
            webSearchQueries: ["a", "b"],
            groundingChunks: [{ web: {} }, { maps: {} }],
          },
        },
      ],
      automaticFunctionCallingHistory: [{}, {}, {}],
      usageMetadata: {
        promptTokenCount: 101,
        toolUsePromptTokenCount: 17,
        candidatesTokenCount: 53,
        thoughtsTokenCount: 13,
        cachedContentTokenCount: 11,
        trafficType: "PROVISIONED",
        promptTokensDetails: [
          { modality: "TEXT", tokenCount: 90 },
          { modality: "AUDIO", tokenCount: 5 },
        ],
        candidatesTokensDetails: [
          { modality: "AUDIO", tokenCount: 3 },
          { modality: "IMAGE", tokenCount: 2 },
        ],
      },
    },
    {
      inputTokens: 118,
      outputTokens: 66,
      cachedTokens: 11,
      reasoningTokens: 13,
      inputAudioTokens: 5,
      outputAudioTokens: 3,
      outputImageTokens: 2,
      webSearches: 2,
      otherUnits: 4,
      serviceTier: "PROVISIONED",
      responseModel: "gemini-x",
      finishReason: "tool_call",
    },
  ],
  [
    "a prompt that Gemini blocked",
    { promptFeedback: { blockReason: "SAFETY" } },
    { finishReason: "content_filter" },
  ],
  [
    "Gemini Interactions",
    {
      object: "interaction",
      model: "gemini-x",
      status: "requires_action",
      usage: {
        total_input_tokens: 101,
        total_tool_use_tokens: 17,
        total_output_tokens: 53,
        total_thought_tokens: 13,
        total_cached_tokens: 11,
      },
    },
    {
      inputTokens: 118,
      outputTokens: 66,
      cachedTokens: 11,
      reasoningTokens: 13,
      responseModel: "gemini-x",
      finishReason: "tool_call",
    },
  ],
  [
    "Gemini Interactions under way, by the older name of thoughts",
    { usage: { total_input_tokens: 1, total_reasoning_tokens: 13 }, status: "in_progress" },
    { inputTokens: 1, outputTokens: 13, reasoningTokens: 13 },
  ],
  [
    "the AI SDK",
    {
      finishReason: "tool-calls",
      warnings: [],
      response: { modelId: "m-x" },
      rawFinishReason: "refusal",
      totalUsage: {
        inputTokens: 101,
        outputTokens: 53,
        inputTokenDetails: { cacheReadTokens: 11, cacheWriteTokens: 7 },
        outputTokenDetails: { reasoningTokens: 13 },
      },
      usage: { inputTokens: 1, outputTokens: 1 },
      steps: [
        {
          content: [
            { type: "tool-call", toolName: "web_search_preview", providerExecuted: true },
            { type: "tool-call", toolName: "google_search", providerExecuted: true },
            { type: "tool-call", toolName: "file_search", providerExecuted: true },
            { type: "tool-call", toolName: "", providerExecuted: true },
            { type: "tool-call", toolName: "own", providerExecuted: false },
            { type: "text", toolName: "web_search", providerExecuted: true },
          ],
        },
      ],
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      webSearches: 2,
      fileSearches: 1,
      otherUnits: 1,
      responseModel: "m-x",
      finishReason: "tool_call",
      refusal: true,
    },
  ],
  [
    "version 4 of the AI SDK",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { promptTokens: 101, completionTokens: 53 },
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "stop" },
  ],
  [
    "version 5 of the AI SDK, on Anthropic, whose input counts nothing of the cache",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 101, outputTokens: 53, cachedInputTokens: 11, reasoningTokens: 13 },
      providerMetadata: { anthropic: { cacheCreationInputTokens: 7 } },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      finishReason: "stop",
    },
  ],
  [
    "version 4 of the AI SDK, on Anthropic",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { promptTokens: 101, completionTokens: 53 },
      providerMetadata: { anthropic: { cacheReadInputTokens: 11, cacheCreationInputTokens: 7 } },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
    },
  ],
  [
    "version 5 of the AI SDK, on Bedrock",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 101, outputTokens: 53 },
      providerMetadata: {
        bedrock: { usage: { cacheReadInputTokens: 11, cacheWriteInputTokens: 7 } },
      },
    },
    {
      inputTokens: 119,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      finishReason: "stop",
    },
  ],
  [
    "the model's interface of the AI SDK",
    {
      content: [],
      finishReason: { unified: "content-filter", raw: "refusal" },
      usage: {
        inputTokens: { total: 101, cacheRead: 11, cacheWrite: 7 },
        outputTokens: { total: 53, reasoning: 13 },
      },
      providerMetadata: {
        perplexity: { cost: { totalCost: 0.25 }, usage: { numSearchQueries: 4 } },
      },
    },
    {
      inputTokens: 101,
      outputTokens: 53,
      cachedTokens: 11,
      cacheWriteTokens: 7,
      reasoningTokens: 13,
      costUsd: 0.25,
      webSearches: 4,
      finishReason: "content_filter",
      refusal: true,
    },
  ],
  [
    "Vercel's gateway with a key of one's own",
    {
      finishReason: "stop",
      warnings: [],
      response: {},
      usage: { inputTokens: 1 },
      providerMetadata: { gateway: { cost: "0", marketCost: "0.5" } },
    },
    { inputTokens: 1, costUsd: 0.5, finishReason: "stop" },
  ],
  [
    "the AI SDK's vectors",
    { embeddings: [[1]], usage: { tokens: 101 }, responses: [{ modelId: "e-x" }] },
    { inputTokens: 101, responseModel: "e-x", operation: "embeddings" },
  ],
  [
    "the AI SDK's ranking",
    { ranking: [], response: { modelId: "r-x" } },
    { responseModel: "r-x", operation: "rerank", otherUnits: 1 },
  ],
  [
    "the AI SDK's images",
    { warnings: [], images: [{}, {}, {}], responses: [{ modelId: "i-x" }] },
    { responseModel: "i-x", operation: "image", otherUnits: 3 },
  ],
  [
    "the AI SDK's images that are counted",
    { warnings: [], images: [{}], usage: { inputTokens: 101, outputTokens: 53 } },
    { inputTokens: 101, outputTokens: 53, operation: "image" },
  ],
  [
    "the AI SDK's transcript",
    { warnings: [], segments: [], durationInSeconds: 7.5 },
    { operation: "transcription", otherUnits: 7.5 },
  ],
  ["the AI SDK's speech", { warnings: [], audio: {} }, { operation: "speech", otherUnits: 1 }],
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
  ).map(([name, said, more]): [string, unknown, ResponseFacts] => [
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
])("reads every fact of %s", (_what, answer, facts) => {
  expect(readResponse(answer)).toEqual(facts);
});

it.each<[string, unknown]>([
  ["the AI SDK's streamed object, which has Responses' name", { object: "response" }],
  ["a message of the user", { type: "message", role: "user" }],
  ["a list of other things", { object: "list", data: [{ id: "x" }] }],
  ["a ranking of nothing", { object: "list", data: [] }],
  ["files with a date", { created: 1, data: [{ id: "x" }] }],
  ["links without a date", { data: [{ url: "u" }] }],
  ["text", { text: "a", usage: { type: "words" } }],
  ["a body of Bedrock that is no JSON", { $metadata: {}, body: new TextEncoder().encode("{") }],
  ["a body of nobody", { body: bytes({ generation: "a", stop_reason: "stop" }) }],
  ["a body whose format nobody knows", { $metadata: {}, body: bytes({ results: [{}] }) }],
  ["Converse's fields without its client", { output: {}, usage: { inputTokens: 1 } }],
  ["counts without an answer", { usage: { inputTokens: 1 } }],
  ["an answer of a database", { model: "m", done: true }],
  ["another vector", { embeddings: [{ values: 1 }] }],
  ["pairs", [{ response_metadata: {} }, 1]],
  ["a result without a cost", { type: "result", subtype: "success" }],
  ["a metric that is no error", { error: { text: "x" } }],
  ["a fetch that went well", new Response("")],
  ["the AI SDK's ranking of another kind", { ranking: {} }],
  ["a vector of one's own", { embedding: [1] }],
])("takes %s for nobody's answer", (_what, answer) => {
  expect(readResponse(answer)).toBeUndefined();
});

class LengthFinishReasonError extends Error {}
class ContentFilterFinishReasonError extends Error {}

it.each<[string, unknown, ResponseFacts | undefined]>([
  ["OpenAI's parser, of a cut", new LengthFinishReasonError(), { finishReason: "length" }],
  [
    "OpenAI's parser, of a filter",
    new ContentFilterFinishReasonError(),
    { finishReason: "content_filter" },
  ],
  ["AWS's client", { $metadata: { attempts: 3 } }, { retries: 2 }],
  ["AWS's client, at the first try", { $metadata: { attempts: 1 } }, {}],
  ["the AI SDK's retries", { lastError: {}, errors: [{}, {}, {}] }, { retries: 2 }],
  ["the AI SDK's retries, of none", { lastError: {}, errors: [] }, { retries: 0 }],
  [
    "the AI SDK's answer that is no object",
    {
      usage: { inputTokens: 101, outputTokens: 53 },
      finishReason: "length",
      response: { modelId: "m-x" },
    },
    { inputTokens: 101, outputTokens: 53, finishReason: "length", responseModel: "m-x" },
  ],
  [
    "the AI SDK's older answer that is no object",
    { usage: { promptTokens: 101, completionTokens: 53 } },
    { inputTokens: 101, outputTokens: 53 },
  ],
  ["anybody else", { usage: {}, errors: [{}] }, undefined],
])("reads every fact of an error of %s", (_whose, error, facts) => {
  expect(readError(error)).toEqual(facts);
});
