import OpenAI, { AzureOpenAI } from "openai";
import { readResponse } from "../../../runtime/providers";
import {
  CALL_OUTPUT,
  CHAT_MODEL,
  json,
  REFUSAL_OUTPUT,
  response,
  responseStream,
  sse,
  startLlmServer,
  TEXT_OUTPUT,
  type LlmServer,
} from "../../support/llm-server";
import { observe, readStream } from "./observe";

const BODY = { model: "gpt-4o", input: "Hi" };
const ANSWERED = {
  inputTokens: 120,
  outputTokens: 30,
  cachedTokens: 40,
  reasoningTokens: 8,
  responseModel: CHAT_MODEL,
};

let server: LlmServer;
let openai: OpenAI;
let azure: AzureOpenAI;

beforeAll(async () => {
  server = await startLlmServer();
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "test", maxRetries: 0 });
  azure = new AzureOpenAI({
    baseURL: `${server.url}/openai/v1`,
    apiKey: "test",
    apiVersion: "preview",
    maxRetries: 0,
  });
});
afterAll(() => server.close());

describe.each([
  ["OpenAI", () => openai],
  ["AzureOpenAI", () => azure],
])("%s responses", (_name, client) => {
  const incomplete = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  const filtered = { status: "incomplete", incomplete_details: { reason: "content_filter" } };
  it.each([
    [response([TEXT_OUTPUT]), { finishReason: "stop" }],
    [response([CALL_OUTPUT]), { finishReason: "tool_call" }],
    [response([REFUSAL_OUTPUT]), { finishReason: "stop", refusal: true }],
    [response([], incomplete), { finishReason: "length" }],
    [response([], filtered), { finishReason: "content_filter" }],
    [response([], { status: "failed" }), { finishReason: "error" }],
  ])("say their tokens, model and end (%#)", async (wire, expected) => {
    server.respondWith(json(wire));
    expect(readResponse(await client().responses.create(BODY))).toEqual({
      ...ANSWERED,
      ...expected,
    });
  });

  it("when streamed, take the facts of the final event", async () => {
    server.respondWith(sse(responseStream()));
    const stream = await client().responses.create({ ...BODY, stream: true });
    expect(await readStream(stream)).toEqual({
      facts: { ...ANSWERED, finishReason: "stop" },
      firstToken: 4,
    });
  });
});

it("a background response that still runs has no finish reason yet", async () => {
  server.respondWith(json(response([], { status: "queued", usage: null })));
  expect(readResponse(await openai.responses.create(BODY))).toEqual({ responseModel: CHAT_MODEL });
});

describe("responses.stream()", () => {
  it("is observed while the application reads it", async () => {
    server.respondWith(sse(responseStream()));
    const stream = openai.responses.stream(BODY);
    const ending = observe(stream);
    expect((await stream.finalResponse()).status).toBe("completed");
    expect(await ending).toEqual({
      end: "complete",
      started: true,
      facts: { ...ANSWERED, finishReason: "stop" },
    });
  });
});
