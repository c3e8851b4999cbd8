import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../runtime/testing";
import {
  message,
  messageStream,
  chatCompletion,
  chatStream,
  json,
  rateLimited,
  sse,
  startLlmServer,
  type LlmServer,
} from "../support/llm-server";
import { MODEL, PROMPT, service } from "./support/fixtures";

expect.extend(llmMatchers);

const MESSAGES = [{ role: "user" as const, content: "Hi" }];
const CHAT = { model: "gpt-4.1", messages: MESSAGES };
const TOKENS = { "llm.input_tokens": 120, "llm.output_tokens": 30 };

let server: LlmServer;
let openai: OpenAI;
let anthropic: Anthropic;
let telemetry: TestTelemetry<typeof service>;

beforeAll(async () => {
  server = await startLlmServer();
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "test", maxRetries: 0 });
  anthropic = new Anthropic({ baseURL: server.url, apiKey: "test", maxRetries: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  telemetry = createTestTelemetry(service);
});

/** Wraps a call, and checks that the very object comes back. */
function wrapped<T>(call: () => T): T {
  const { llm } = telemetry;
  let own: T | undefined;
  const result = llm.withPrompt(PROMPT, () =>
    llm.request(MODEL, () => {
      own = call();
      return own;
    }),
  );
  expect(result).toBe(own);
  return result;
}

describe("OpenAI's promise", () => {
  beforeEach(() => server.respondWith(json(chatCompletion())));
  const create = () => wrapped(() => openai.chat.completions.create(CHAT));

  it("resolves to the completion", async () => {
    expect((await create()).choices[0]?.message.content).toBe("Hello");
    expect(telemetry).toHaveSpan("llm.request", { ...TOKENS, "llm.streaming": "false" });
  });

  it("gives the response beside the data, because applications read its headers", async () => {
    const { data, response } = await create().withResponse();
    expect(data.usage?.prompt_tokens).toBe(120);
    expect(response.status).toBe(200);
    expect(telemetry).toHaveSpan("llm.request", TOKENS);
  });

  it("gives a raw response whose body nobody has read yet", async () => {
    const response = await create().asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ usage: { prompt_tokens: 120 } });
    expect(telemetry).toHaveSpan("llm.request", { "llm.status": "success" });
  });

  it("rejects with the client's own error", async () => {
    server.respondWith(rateLimited());
    await expect(create()).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    expect(telemetry).toHaveSpan("llm.request", { "llm.error_type": "rate_limit" });
  });

  it("is the parsed one of a helper, because parse() builds one promise on another", async () => {
    server.respondWith(json(chatCompletion({ content: '{"a":1}' })));
    const completion = await wrapped(() => openai.chat.completions.parse(CHAT));
    expect(completion.choices[0]?.message.content).toBe('{"a":1}');
    expect(telemetry).toHaveSpan("llm.request", TOKENS);
  });
});

describe("OpenAI's stream", () => {
  beforeEach(() => server.respondWith(sse(chatStream())));
  const create = () => wrapped(() => openai.chat.completions.create({ ...CHAT, stream: true }));
  const STREAMED = { ...TOKENS, "llm.streaming": "true", "llm.finish_reason": "stop" };

  it("has its controller and its chunks", async () => {
    const stream = await create();
    expect(stream.controller).toBeInstanceOf(AbortController);
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe("Hello");
    expect(telemetry).toHaveSpan("llm.request", STREAMED);
  });

  it("becomes a web stream for a browser", async () => {
    const stream = await create();
    const reader = stream.toReadableStream().getReader();
    while (!(await reader.read()).done);
    expect(telemetry).toHaveSpan("llm.request", STREAMED);
  });

  it("splits in two, of which each has everything", async () => {
    const branches = (await create()).tee();
    const read = async (branch: AsyncIterable<unknown>) => {
      let events = 0;
      for await (const event of branch) events += Number(event !== undefined);
      return events;
    };
    const [left, right] = await Promise.all(branches.map((branch) => read(branch)));
    expect(left).toBe(right);
    expect(telemetry).toHaveSpan("llm.request", STREAMED);
  });

  it("comes with its response, too", async () => {
    const { data } = await create().withResponse();
    for await (const chunk of data) void chunk;
    expect(telemetry).toHaveSpan("llm.request", STREAMED);
  });

  it("has a helper whose events and final completion work", async () => {
    const runner = wrapped(() => openai.chat.completions.stream(CHAT));
    let text = "";
    runner.on("content", (delta) => (text += delta));
    const completion = await runner.finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe(text);
    expect(telemetry).toHaveSpan("llm.request", { "llm.streaming": "true" });
  });
});

describe("Anthropic's client", () => {
  const body = { model: "claude-sonnet-4", max_tokens: 10, messages: MESSAGES };

  it("resolves to the message", async () => {
    server.respondWith(json(message()));
    const answer = await wrapped(() => anthropic.messages.create(body));
    expect(answer.role).toBe("assistant");
    expect(telemetry).toHaveSpan("llm.request", { "llm.status": "success" });
    expect(telemetry.spans[0]?.tags["llm.input_tokens"]).toBeGreaterThan(0);
  });

  it("streams to a helper with events and a final message", async () => {
    server.respondWith(sse(messageStream()));
    const stream = wrapped(() => anthropic.messages.stream(body));
    let text = "";
    stream.on("text", (delta) => (text += delta));
    await stream.finalMessage();
    expect(text).not.toBe("");
    expect(telemetry).toHaveSpan("llm.request", { "llm.streaming": "true" });
  });
});

it("passes a promise through in the same tick, because order between calls may matter", async () => {
  const order: string[] = [];
  const plain = Promise.resolve().then(() => order.push("plain"));
  const result = wrapped(() => Promise.resolve()).then(() => order.push("wrapped"));
  const later = Promise.resolve().then(() => order.push("later"));
  await Promise.all([plain, result, later]);
  expect(order).toEqual(["plain", "wrapped", "later"]);
});

it("throws the very error, with its stack untouched", () => {
  const error = new Error("untouched");
  Object.freeze(error);
  let caught: unknown;
  try {
    wrapped(() => {
      throw error;
    });
  } catch (thrown) {
    caught = thrown;
  }
  expect(caught).toBe(error);
});

it("returns frozen objects and functions as they are", () => {
  for (const value of [Object.freeze({}), () => 1, Symbol("s"), null, undefined, 0, [1]]) {
    wrapped(() => value);
  }
  expect(telemetry.spans).toHaveLength(7);
});

it("does not start a lazy thenable, because a query builder would run twice", async () => {
  let runs = 0;
  const query = {
    then(resolve: (value: number) => void) {
      runs++;
      resolve(runs);
    },
  };
  const result = wrapped(() => query);
  expect(runs).toBe(0);
  expect(await result).toBe(1);
  expect(telemetry.spans).toHaveLength(1);
});
