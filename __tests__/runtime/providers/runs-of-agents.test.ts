import OpenAI from "openai";
import {
  readResponse,
  startStream,
  streamIn,
  type ResponseFacts,
} from "../../../runtime/providers";
import { sse, startLlmServer, type LlmServer } from "../../support/llm-server";
import { observe } from "./observe";

const run = (more: object) => ({ object: "thread.run", model: "m", ...more });
const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const RUN = { inputTokens: 100, outputTokens: 20, responseModel: "m", finishReason: "stop" };
const THREAD = [
  { event: "thread.run.created", data: run({ status: "queued", usage: null }) },
  { event: "thread.message.created", data: { id: "i", object: "thread.message", content: [] } },
  { event: "thread.message.delta", data: { id: "i", delta: { content: [] } } },
  { event: "thread.run.completed", data: run({ status: "completed", usage }) },
];
const traced = (inputTokens: number, outputTokens: number) => ({
  trace: {
    trace: {
      orchestrationTrace: {
        modelInvocationInput: { foundationModel: "m" },
        modelInvocationOutput: { metadata: { usage: { inputTokens, outputTokens } } },
      },
    },
  },
});
const chunk = { chunk: { bytes: new TextEncoder().encode("Hi") } };

it.each<[string, object, ResponseFacts]>([
  ["a run of an assistant", run({ status: "completed", usage }), RUN],
  [
    "one that failed",
    run({ status: "failed", last_error: { code: "rate_limit_exceeded" } }),
    { responseModel: "m", finishReason: "error", errorType: "rate_limit" },
  ],
  [
    "one that was cut",
    run({ status: "incomplete", incomplete_details: { reason: "max_completion_tokens" } }),
    { responseModel: "m", finishReason: "length" },
  ],
  ["one under way", run({ status: "in_progress" }), { responseModel: "m" }],
  [
    "a ranking by Bedrock's agents",
    { $metadata: { attempts: 2 }, results: [{ relevanceScore: 0.5 }] },
    { operation: "rerank", otherUnits: 1, retries: 1 },
  ],
])("reads %s, and no more", (_what, answer, facts) => {
  expect(readResponse(answer)).toEqual(facts);
});

it("knows nothing of a knowledge base's answer, which counts nothing", () => {
  expect(readResponse({ $metadata: {}, output: { text: "a" }, citations: [] })).toBeUndefined();
});

function read(events: readonly unknown[]) {
  const stream = startStream(events[0]);
  const generated = events.map((event) => stream?.read(event));
  return { facts: stream?.facts(), generated, isTruncated: stream?.isTruncated?.() };
}

it("reads a stream of a run", () => {
  expect(read(THREAD)).toEqual({
    facts: RUN,
    generated: [false, false, true, false],
    isTruncated: false,
  });
  expect(read(THREAD.slice(0, 2)).isTruncated).toBe(true);
});

it("reads what the trace of a Bedrock agent counts, of each of its model calls", () => {
  const stream = (async function* () {
    yield await Promise.resolve(chunk);
  })();
  const response = { $metadata: { attempts: 2 }, completion: stream };
  expect(streamIn(response)).toBe(stream);
  expect(readResponse(response)).toEqual({ retries: 1 });
  expect(read([traced(100, 20), traced(200, 30), chunk])).toMatchObject({
    facts: { inputTokens: 300, outputTokens: 50, responseModel: "m" },
    generated: [false, false, true],
  });
});

describe("the stream of a run by OpenAI's client", () => {
  let server: LlmServer;
  beforeAll(async () => {
    server = await startLlmServer();
  });
  afterAll(() => server.close());

  it("is observed while it runs by itself", async () => {
    server.respondWith(sse(THREAD.map(({ event, data }) => ({ event, data }))));
    const client = new OpenAI({ baseURL: server.url, apiKey: "k", maxRetries: 0 });
    const stream = client.beta.threads.runs.stream("t", { assistant_id: "a" });
    const ending = observe(stream);
    await stream.finalRun();
    expect(await ending).toEqual({ end: "complete", started: true, facts: RUN });
  });
});
