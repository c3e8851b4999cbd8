import {
  BLOCKED_RESPONSE,
  contentResponse,
  contentStream,
  GEMINI_MODEL,
  json,
  sse,
} from "../../../support/llm-server";
import { FILTERED, type CallSettings, type ClientCase } from "./client-case";

async function connect({ url, retries, timeoutMs }: CallSettings) {
  const { GoogleGenAI } = await import("@google/genai");
  return new GoogleGenAI({
    apiKey: "test",
    httpOptions: {
      baseUrl: url,
      timeout: timeoutMs,
      retryOptions: { attempts: retries + 1 },
      // With its own fetch the client looks for undici on Node's global object, which Jest hides.
      fetch,
    },
  });
}

const request = ({ signal }: CallSettings) => ({
  model: GEMINI_MODEL,
  contents: "Hi",
  ...(signal === undefined ? {} : { config: { abortSignal: signal } }),
});

const functionCall = { functionCall: { name: "search_orders", args: { q: "1" } } };

export const google: ClientCase = {
  name: "Google Gemini",
  provider: "google",
  model: GEMINI_MODEL,
  answer: json(contentResponse()),
  toolCall: json(contentResponse([functionCall])),
  refusal: [json({ ...contentResponse([]), ...BLOCKED_RESPONSE, candidates: [] }), FILTERED],
  streamed: sse(contentStream()),
  tokens: {
    "llm.input_tokens": 120,
    "llm.output_tokens": 30,
    "llm.total_tokens": 150,
    "llm.cached_tokens": 40,
    "llm.reasoning_tokens": 8,
  },
  costUsd: (80 * 0.3 + 40 * 0.03 + 30 * 2.5) / 1e6,
  create: (settings) =>
    connect(settings).then((client) => client.models.generateContent(request(settings))),
  stream: (settings, wrap) =>
    wrap(() =>
      connect(settings).then((client) => client.models.generateContentStream(request(settings))),
    ),
};
