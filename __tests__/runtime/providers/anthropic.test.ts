import Anthropic from "@anthropic-ai/sdk";
import { readResponse } from "../../../runtime/providers";
import {
  json,
  malformed,
  message,
  MESSAGE_MODEL,
  messageStream,
  sse,
  sseThenAbort,
  startLlmServer,
  TOOL_USE_BLOCK,
  toolUseStream,
  type LlmServer,
} from "../../support/llm-server";
import { observe, readStream } from "./observe";

const BODY = {
  model: "claude-sonnet-4-0",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "Hi" }],
};
const ANSWERED = {
  inputTokens: 150,
  cachedTokens: 60,
  cacheWriteTokens: 40,
  cacheWriteHourTokens: 10,
  outputTokens: 25,
  reasoningTokens: 5,
  responseModel: MESSAGE_MODEL,
};

let server: LlmServer;
let client: Anthropic;

beforeAll(async () => {
  server = await startLlmServer();
  client = new Anthropic({ baseURL: server.url, apiKey: "test", maxRetries: 0 });
});
afterAll(() => server.close());

describe("messages", () => {
  it.each([
    [message(), { finishReason: "stop" }],
    [message([TOOL_USE_BLOCK], "tool_use"), { finishReason: "tool_call" }],
    [message([], "max_tokens"), { finishReason: "length" }],
    [message([], "refusal"), { finishReason: "content_filter", refusal: true }],
    [message([], "pause_turn"), { finishReason: "pause_turn" }],
  ])(
    "count cached tokens into the input, which Anthropic does not (%#)",
    async (wire, expected) => {
      server.respondWith(json(wire));
      expect(readResponse(await client.messages.create(BODY))).toEqual({
        ...ANSWERED,
        ...expected,
      });
    },
  );

  it("when streamed, join the counts of the first and the last events", async () => {
    server.respondWith(sse(messageStream()));
    const stream = await client.messages.create({ ...BODY, stream: true });
    expect(await readStream(stream)).toEqual({
      facts: { ...ANSWERED, finishReason: "stop" },
      firstToken: 2,
    });
  });

  it("when streamed, take a tool call for generated content", async () => {
    server.respondWith(sse(toolUseStream()));
    const stream = await client.messages.create({ ...BODY, stream: true });
    expect(await readStream(stream)).toEqual({
      facts: { ...ANSWERED, finishReason: "tool_call" },
      firstToken: 1,
    });
  });

  it("that are no JSON give the application the client's own result or error", async () => {
    server.respondWith(malformed());
    await expect(client.messages.create(BODY)).rejects.toThrow();
  });
});

describe("messages.stream()", () => {
  it("is observed while the application reads it", async () => {
    server.respondWith(sse(messageStream()));
    const stream = client.messages.stream(BODY);
    const ending = observe(stream);
    expect(await stream.finalText()).toBe("Hello");
    expect(await ending).toEqual({
      end: "complete",
      started: true,
      facts: { ...ANSWERED, finishReason: "stop" },
    });
  });

  it("cut by the server gives its error and what it said before", async () => {
    server.respondWith(sseThenAbort(messageStream().slice(0, 4)));
    const stream = client.messages.stream(BODY);
    const ending = observe(stream);
    await expect(stream.finalMessage()).rejects.toThrow();
    expect(await ending).toMatchObject({
      end: "error",
      started: true,
      error: expect.any(Error),
      facts: { inputTokens: 150, outputTokens: 1, responseModel: MESSAGE_MODEL },
    });
  });

  it("that the application aborts is broken off, not failed", async () => {
    server.respondWith(sse(messageStream()));
    const stream = client.messages.stream(BODY);
    const ending = observe(stream);
    stream.on("text", () => stream.abort());
    await expect(stream.done()).rejects.toThrow(Anthropic.APIUserAbortError);
    expect(await ending).toMatchObject({ end: "left", started: true });
  });
});
