import type { GoogleGenAI } from "@google/genai" with { "resolution-mode": "import" };
import { readResponse } from "../../../runtime/providers";
import {
  BLOCKED_RESPONSE,
  contentResponse,
  contentStream,
  GEMINI_MODEL,
  json,
  malformed,
  sse,
  startLlmServer,
  type LlmServer,
} from "../../support/llm-server";
import { readStream } from "./observe";

const REQUEST = { model: GEMINI_MODEL, contents: "Hi" };
const ANSWERED = {
  inputTokens: 120,
  cachedTokens: 40,
  outputTokens: 30,
  reasoningTokens: 8,
  responseModel: GEMINI_MODEL,
};

let server: LlmServer;
let gemini: GoogleGenAI;
let vertex: GoogleGenAI;

beforeAll(async () => {
  server = await startLlmServer();
  const { GoogleGenAI } = await import("@google/genai");
  // With its own fetch the client looks for undici on Node's global object, which Jest hides.
  const httpOptions = { baseUrl: server.url, fetch };
  gemini = new GoogleGenAI({ apiKey: "test", httpOptions });
  vertex = new GoogleGenAI({ vertexai: true, apiKey: "test", httpOptions });
});
afterAll(() => server.close());

it.each([
  [contentResponse(), "stop"],
  [contentResponse([{ functionCall: { name: "search_orders", args: { q: "1" } } }]), "tool_call"],
  [contentResponse([], "MAX_TOKENS"), "length"],
  [contentResponse([], "SAFETY"), "content_filter"],
  [contentResponse([], "MALFORMED_FUNCTION_CALL"), "error"],
  [contentResponse([], "LANGUAGE"), "LANGUAGE"],
])(
  "a response counts thoughts into the output, which Gemini does not (%#)",
  async (wire, finishReason) => {
    server.respondWith(json(wire));
    expect(readResponse(await gemini.models.generateContent(REQUEST))).toEqual({
      ...ANSWERED,
      finishReason,
    });
  },
);

it("a blocked prompt ends with content_filter, though there is no candidate", async () => {
  server.respondWith(json(BLOCKED_RESPONSE));
  expect(readResponse(await gemini.models.generateContent(REQUEST))).toEqual({
    inputTokens: 120,
    responseModel: GEMINI_MODEL,
    finishReason: "content_filter",
  });
});

it("what a hosted tool fed back to the model is input", async () => {
  const usageMetadata = {
    promptTokenCount: 10,
    toolUsePromptTokenCount: 5,
    candidatesTokenCount: 3,
  };
  server.respondWith(json({ ...contentResponse(), usageMetadata }));
  expect(readResponse(await gemini.models.generateContent(REQUEST))).toMatchObject({
    inputTokens: 15,
    outputTokens: 3,
  });
});

it.each([
  ["Gemini", () => gemini],
  ["Vertex AI", () => vertex],
])("a stream's last running counts hold (%s)", async (_name, client) => {
  server.respondWith(sse(contentStream()));
  expect(await readStream(await client().models.generateContentStream(REQUEST))).toEqual({
    facts: { ...ANSWERED, finishReason: "stop" },
    firstToken: 0,
  });
});

it("a stream that calls a tool says so, though Gemini says STOP", async () => {
  const call = [{ functionCall: { name: "search_orders", args: { q: "1" } } }];
  const { usageMetadata, ...first } = contentResponse(call, undefined);
  server.respondWith(sse([{ data: first }, { data: contentResponse([{ text: "" }]) }]));
  expect(usageMetadata).toBeDefined();
  expect(await readStream(await gemini.models.generateContentStream(REQUEST))).toEqual({
    facts: { ...ANSWERED, finishReason: "tool_call" },
    firstToken: 0,
  });
});

it("a body that is no JSON gives the application the client's own error", async () => {
  server.respondWith(malformed());
  await expect(gemini.models.generateContent(REQUEST)).rejects.toThrow();
});
