import OpenAI, { AzureOpenAI } from "openai";
import { readResponse } from "../../../runtime/providers";
import {
  AZURE_PROMPT_FILTER_EVENT,
  CHAT_MODEL,
  CHAT_TOOL_CALL,
  chatCompletion,
  chatStream,
  json,
  malformed,
  serverError,
  sse,
  startLlmServer,
  type LlmServer,
} from "../../support/llm-server";
import { observe, readStream } from "./observe";

const BODY = { model: "gpt-4o", messages: [{ role: "user" as const, content: "Hi" }] };
const TOKENS = { inputTokens: 120, outputTokens: 30, cachedTokens: 40, reasoningTokens: 8 };
const ANSWERED = { ...TOKENS, responseModel: CHAT_MODEL };

let server: LlmServer;
let openai: OpenAI;
let azure: AzureOpenAI;

beforeAll(async () => {
  server = await startLlmServer();
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "test", maxRetries: 0 });
  azure = new AzureOpenAI({
    endpoint: server.url,
    apiKey: "test",
    apiVersion: "2025-01-01-preview",
    deployment: "support-gpt4o",
    maxRetries: 0,
  });
});
afterAll(() => server.close());

describe.each([
  ["OpenAI", () => openai],
  ["AzureOpenAI", () => azure],
])("%s chat completions", (_name, client) => {
  it("say their tokens, model and finish reason", async () => {
    server.respondWith(json(chatCompletion()));
    const completion = await client().chat.completions.create(BODY);
    expect(readResponse(completion)).toEqual({ ...ANSWERED, finishReason: "stop" });
  });

  it.each([
    [chatCompletion({ tool_calls: [CHAT_TOOL_CALL] }, "tool_calls"), { finishReason: "tool_call" }],
    [chatCompletion({ refusal: "No." }), { finishReason: "stop", refusal: true }],
    [chatCompletion({}, "length"), { finishReason: "length" }],
    [chatCompletion({}, "content_filter"), { finishReason: "content_filter" }],
  ])("that end otherwise say so (%#)", async (wire, expected) => {
    server.respondWith(json(wire));
    const completion = await client().chat.completions.create(BODY);
    expect(readResponse(completion)).toEqual({ ...ANSWERED, ...expected });
  });

  it("when streamed, count the usage of the last chunk and notice the first text", async () => {
    server.respondWith(sse([AZURE_PROMPT_FILTER_EVENT, ...chatStream()]));
    const stream = await client().chat.completions.create({ ...BODY, stream: true });
    expect(await readStream(stream)).toEqual({
      facts: { ...ANSWERED, finishReason: "stop" },
      firstToken: 2,
    });
  });

  it("when streamed, take tool-call arguments and refusals for generated content", async () => {
    const call = { tool_calls: [{ index: 0, ...CHAT_TOOL_CALL }] };
    server.respondWith(sse(chatStream([call], "tool_calls")));
    const calls = await client().chat.completions.create({ ...BODY, stream: true });
    expect(await readStream(calls)).toEqual({
      facts: { ...ANSWERED, finishReason: "tool_call" },
      firstToken: 1,
    });
    server.respondWith(sse(chatStream([{ refusal: "No" }])));
    const refusal = await client().chat.completions.create({ ...BODY, stream: true });
    expect(await readStream(refusal)).toEqual({
      facts: { ...ANSWERED, finishReason: "stop", refusal: true },
      firstToken: 1,
    });
  });

  it("when streamed without usage, leave the tokens out instead of guessing", async () => {
    server.respondWith(sse(chatStream([{ content: "Hi" }], "stop", null)));
    const stream = await client().chat.completions.create({ ...BODY, stream: true });
    const { facts } = await readStream(stream);
    expect(facts).toEqual({ responseModel: CHAT_MODEL, finishReason: "stop" });
  });
});

describe("chat.completions.stream()", () => {
  it("is observed while the application reads it", async () => {
    server.respondWith(sse(chatStream()));
    const stream = openai.chat.completions.stream(BODY);
    const ending = observe(stream);
    expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe("Hello");
    expect(await ending).toEqual({
      end: "complete",
      started: true,
      facts: { ...ANSWERED, finishReason: "stop" },
    });
  });

  it("that fails gives its error", async () => {
    server.respondWith(serverError());
    const stream = openai.chat.completions.stream(BODY);
    const ending = observe(stream);
    await expect(stream.done()).rejects.toThrow("500");
    expect(await ending).toMatchObject({ end: "error", started: false, error: { status: 500 } });
  });

  it("that the application leaves early is broken off, not failed", async () => {
    server.respondWith(sse(chatStream()));
    const stream = openai.chat.completions.stream(BODY);
    const ending = observe(stream);
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content === "Hel") break;
    expect(await ending).toMatchObject({ end: "left", started: true });
  });
});

describe("chat.completions.runTools()", () => {
  it.each([false, true])("adds up the calls of the loop (streamed: %s)", async (stream) => {
    const called = { tool_calls: [{ index: 0, ...CHAT_TOOL_CALL }] };
    const second = { id: "chatcmpl-2" };
    server.respondWith(
      ...(stream
        ? [sse(chatStream([called], "tool_calls")), sse(withId(chatStream(), "chatcmpl-2"))]
        : [json(chatCompletion(called, "tool_calls")), json({ ...chatCompletion(), ...second })]),
    );
    const runner = openai.chat.completions.runTools({
      ...BODY,
      stream,
      tools: [searchTool],
    } as never);
    const ending = observe(runner);
    await (runner as { done(): Promise<void> }).done();
    expect((await ending).facts).toEqual({
      inputTokens: 240,
      outputTokens: 60,
      cachedTokens: 80,
      reasoningTokens: 16,
      responseModel: CHAT_MODEL,
      finishReason: "stop",
    });
  });

  const searchTool = {
    type: "function",
    function: {
      name: "search_orders",
      description: "Finds orders",
      parameters: { type: "object", properties: {} },
      function: () => "none",
    },
  };

  function withId(events: ReturnType<typeof chatStream>, id: string) {
    return events.map(({ data }) => ({
      data: typeof data === "string" ? data : { ...(data as object), id },
    }));
  }
});

it("ignores a body that is no JSON: the client's own error reaches the application", async () => {
  server.respondWith(malformed());
  await expect(openai.chat.completions.create(BODY)).rejects.toThrow();
});

it("drops counts that are no counts", async () => {
  const usage = { prompt_tokens: -1, completion_tokens: "30", prompt_tokens_details: null };
  server.respondWith(json({ ...chatCompletion(), usage, model: "x".repeat(10_000) }));
  const completion = await openai.chat.completions.create(BODY);
  expect(readResponse(completion)).toEqual({ finishReason: "stop" });
});
