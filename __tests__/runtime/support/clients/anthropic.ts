import Anthropic from "@anthropic-ai/sdk";
import { json, message, messageStream, sse, TOOL_USE_BLOCK } from "../../../support/llm-server";
import { FILTERED, MESSAGES, signalOf, type CallSettings, type ClientCase } from "./client-case";

const MODEL = "claude-sonnet-4-6";
const BODY = { model: MODEL, max_tokens: 10, messages: MESSAGES };

function connect({ url, retries, timeoutMs }: CallSettings): Anthropic {
  return new Anthropic({ baseURL: url, apiKey: "test", maxRetries: retries, timeout: timeoutMs });
}

export const anthropic: ClientCase = {
  name: "Anthropic Messages",
  provider: "anthropic",
  model: MODEL,
  answer: json(message()),
  toolCall: json(message([TOOL_USE_BLOCK], "tool_use")),
  refusal: [json(message([], "refusal")), { ...FILTERED, "llm.refusal": "true" }],
  streamed: sse(messageStream()),
  // 50 fresh, 60 from the cache, 40 into it, 10 of these for an hour.
  tokens: {
    "llm.input_tokens": 150,
    "llm.output_tokens": 25,
    "llm.total_tokens": 175,
    "llm.cached_tokens": 60,
    "llm.reasoning_tokens": 5,
  },
  costUsd: (50 * 3 + 60 * 0.3 + 30 * 3.75 + 10 * 6 + 25 * 15) / 1e6,
  create: (settings) => connect(settings).messages.create(BODY, signalOf(settings)),
  stream: (settings, wrap) =>
    wrap(() => connect(settings).messages.create({ ...BODY, stream: true }, signalOf(settings))),
};
