import { createOpenAI } from "@ai-sdk/openai";
import { generateText, jsonSchema, stepCountIs, streamObject, streamText, tool } from "ai";
import { observeResult, readResponse } from "../../../runtime/providers";
import {
  CALL_OUTPUT,
  CHAT_MODEL,
  chatCompletion,
  chatStream,
  json,
  response,
  serverError,
  sse,
  startLlmServer,
  type LlmServer,
} from "../../support/llm-server";
import { observe, readStream } from "./observe";

const ANSWERED = {
  inputTokens: 120,
  cachedTokens: 40,
  outputTokens: 30,
  reasoningTokens: 8,
  responseModel: CHAT_MODEL,
};
const schema = jsonSchema<{ q: string }>({ type: "object", properties: { q: { type: "string" } } });

const ignore = () => undefined;
const SILENT = { onFirstToken: ignore, onEnd: ignore, onError: ignore };

let server: LlmServer;
let openai: ReturnType<typeof createOpenAI>;

beforeAll(async () => {
  server = await startLlmServer();
  openai = createOpenAI({ baseURL: `${server.url}/v1`, apiKey: "test" });
});
afterAll(() => server.close());

/** Options of a call over Chat Completions, the format that the scripted streams speak. */
function options() {
  return { model: openai.chat("gpt-4o"), prompt: "Hi", maxRetries: 0 };
}

describe("generateText", () => {
  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["content_filter", "content_filter"],
  ])("says its tokens, model and finish reason (%s)", async (wire, finishReason) => {
    server.respondWith(json(chatCompletion({ content: "Hello" }, wire)));
    expect(readResponse(await generateText(options()))).toEqual({ ...ANSWERED, finishReason });
  });

  it("counts the tokens of every step, because every step is paid for", async () => {
    server.respondWith(json(response([CALL_OUTPUT])), json(response()));
    const search = tool({ inputSchema: schema, execute: () => "none" });
    const result = await generateText({
      ...options(),
      model: openai.responses("gpt-4o"),
      tools: { search_orders: search },
      stopWhen: stepCountIs(2),
    });
    expect(readResponse(result)).toMatchObject({
      inputTokens: 240,
      cachedTokens: 80,
      outputTokens: 60,
      reasoningTokens: 16,
      finishReason: "stop",
    });
  });
});

describe("streamText", () => {
  it("is observed while the application reads its text", async () => {
    server.respondWith(sse(chatStream()));
    const result = streamText(options());
    const ending = observe(result);
    let text = "";
    for await (const part of result.textStream) text += part;
    expect(text).toBe("Hello");
    expect(await ending).toEqual({
      end: "complete",
      started: true,
      facts: { ...ANSWERED, finishReason: "stop" },
    });
  });

  it.each([
    ["text", (result: ReturnType<typeof streamText>) => result.text],
    ["usage", (result: ReturnType<typeof streamText>) => result.totalUsage],
    ["a response", (result: ReturnType<typeof streamText>) => result.toTextStreamResponse().text()],
    [
      "a UI stream",
      (result: ReturnType<typeof streamText>) => result.toUIMessageStreamResponse().text(),
    ],
  ])("is observed while the application waits for %s", async (_what, read) => {
    server.respondWith(sse(chatStream()));
    const result = streamText(options());
    const ending = observe(result);
    await read(result);
    expect(await ending).toMatchObject({ end: "complete", facts: { inputTokens: 120 } });
  });

  it("is not read by the observer: what the application does not pull is not pulled", async () => {
    let pulls = 0;
    let touched = false;
    const source = { pull: () => void pulls++ };
    const result = {
      baseStream: new ReadableStream(source, { highWaterMark: 0 }),
      textStream: null,
      fullStream: null,
      warnings: null,
      response: null,
      // In the SDK these two start the reading.
      get finishReason() {
        return (touched = true);
      },
      get usage() {
        return (touched = true);
      },
    };
    expect(observeResult(result, SILENT)).toBe(true);
    expect(readResponse(result)).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect({ pulls, touched }).toEqual({ pulls: 0, touched: false });
    void result.baseStream.getReader().read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(pulls).toBe(1);
  });

  it("that fails gives its error", async () => {
    server.respondWith(serverError());
    const result = streamText({ ...options(), onError: () => undefined });
    const ending = observe(result);
    await result.consumeStream();
    expect(await ending).toMatchObject({
      end: "error",
      started: false,
      error: { statusCode: 500 },
    });
  });

  it("that the application aborts is broken off, not failed", async () => {
    const abort = new AbortController();
    server.respondWith(sse(chatStream()));
    const result = streamText({ ...options(), abortSignal: abort.signal });
    const ending = observe(result);
    for await (const part of result.fullStream) if (part.type === "text-delta") abort.abort();
    expect(await ending).toMatchObject({ end: "left", started: true });
  });

  it("may be given as its full stream", async () => {
    server.respondWith(sse(chatStream()));
    const { facts, firstToken } = await readStream(streamText(options()).fullStream);
    expect(facts).toEqual({ ...ANSWERED, finishReason: "stop" });
    expect(firstToken).toBe(3);
  });

  it("without the field that holds its stream stays unobserved", () => {
    const result = { textStream: {}, fullStream: {}, finishReason: Promise.resolve("stop") };
    expect(observeResult(result, SILENT)).toBe(false);
  });
});

it("streamObject is observed while the application reads it", async () => {
  server.respondWith(sse(chatStream([{ content: '{"q":' }, { content: '"1"}' }])));
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- applications still use it
  const result = streamObject({ ...options(), schema });
  const ending = observe(result);
  for await (const part of result.partialObjectStream) expect(part).toBeDefined();
  expect(await result.object).toEqual({ q: "1" });
  expect(await ending).toEqual({
    end: "complete",
    started: true,
    facts: { ...ANSWERED, finishReason: "stop" },
  });
});
