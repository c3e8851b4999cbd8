import { readsWholly } from "./streams";

const part = (fields: object) => ({ candidates: [{ content: { parts: [fields] } }] });

readsWholly([
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
      end: 2,
    },
  ],
]);
