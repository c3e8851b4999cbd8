import { normalizeFinishReason } from "../../../../runtime/providers/reading/finish-reason";

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
