import {
  normalizeFinishReason,
  worstFinishReason,
} from "../../../../runtime/providers/reading/finish-reason";

it.each([
  ["OpenAI", "stop", "stop"],
  ["OpenAI", "content_filter", "content_filter"],
  ["Anthropic", "end_turn", "stop"],
  ["Anthropic", "model_context_window_exceeded", "length"],
  ["Anthropic", "pause_turn", "pause_turn"],
  ["Anthropic", "refusal", "content_filter"],
  ["Bedrock's Llama", "length", "length"],
  ["Bedrock's Titan", "CONTENT_FILTERED", "content_filter"],
  ["Bedrock's Titan", "FINISH", "stop"],
  ["AI21", "endoftext", "stop"],
  ["Gemini", "MAX_TOKENS", "length"],
  ["Gemini", "MALFORMED_RESPONSE", "error"],
  ["Gemini", "MISSING_THOUGHT_SIGNATURE", "error"],
  ["Gemini", "FINISH_REASON_UNSPECIFIED", undefined],
  ["Vertex AI", "MODEL_ARMOR", "content_filter"],
  ["Gemini's endpoint for OpenAI's client", "malformed_function_call", "error"],
  ["Mistral", "model_length", "length"],
  ["Cohere", "ERROR_TOXIC", "content_filter"],
  ["Cohere", "TIMEOUT", "error"],
  ["DeepSeek", "insufficient_system_resource", "error"],
  ["Zhipu", "sensitive", "content_filter"],
  ["Zhipu", "network_error", "error"],
  ["Alibaba, while it streams", "null", undefined],
  ["Hugging Face", "eos_token", "stop"],
  ["the AI SDK", "tool-calls", "tool_call"],
  ["nobody", "SomethingNew", "SomethingNew"],
  ["nobody", "", undefined],
  ["nobody", 7, undefined],
])("of %s, %j is %j", (_provider, given, normal) => {
  expect(normalizeFinishReason(given)).toBe(normal);
});

it.each(
  Object.entries({
    stop: "stop end_turn stop_sequence FINISH finished complete completed eos eos_token endoftext",
    length:
      "length max_tokens max_output_tokens max_length model_length error_limit model_context_window_exceeded",
    tool_call: "tool_call tool_calls tool-use function_call requires_action",
    content_filter: `content_filter content-filtered guardrail_intervened refusal SAFETY SPII RECITATION
      BLOCKLIST PROHIBITED_CONTENT MODEL_ARMOR ERROR_TOXIC sensitive blocked IMAGE_SAFETY
      IMAGE_PROHIBITED_CONTENT IMAGE_RECITATION`,
    error: `error failed network_error TIMEOUT insufficient_system_resource malformed_model_output
      malformed_tool_use MALFORMED_FUNCTION_CALL MALFORMED_RESPONSE MISSING_THOUGHT_SIGNATURE
      UNEXPECTED_TOOL_CALL TOO_MANY_TOOL_CALLS`,
  }).flatMap(([normal, words]) => words.split(/\s+/).map((word) => [word, normal] as const)),
)("%s is an end by %s", (word, normal) => {
  expect(normalizeFinishReason(word)).toBe(normal);
});

it("takes no text of more than 200 letters for a word", () => {
  const words = [200, 201].map((length) => normalizeFinishReason("x".repeat(length)));
  expect(words).toEqual(["x".repeat(200), undefined]);
});

it("of several ends, the worst counts, in whatever order they come", () => {
  const fromBest = ["stop", "tool_call", "pause_turn", "length", "content_filter", "error"];
  for (const [place, worse] of fromBest.entries()) {
    for (const better of [undefined, ...fromBest.slice(0, place)]) {
      expect(worstFinishReason([better, worse])).toBe(worse);
      expect(worstFinishReason([worse, better])).toBe(worse);
    }
  }
  expect(worstFinishReason([])).toBeUndefined();
});
