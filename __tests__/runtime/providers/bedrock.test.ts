import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { readResponse, streamIn } from "../../../runtime/providers";
import {
  chatCompletion,
  CHAT_MODEL,
  converse,
  converseStream,
  eventStream,
  INVOCATION_METRICS,
  invokeChunk,
  json,
  LLAMA_BODY,
  malformed,
  message,
  MESSAGE_MODEL,
  messageStream,
  NOVA_BODY,
  startLlmServer,
  TITAN_BODY,
  type LlmServer,
} from "../../support/llm-server";
import { readStream } from "./observe";

const MESSAGES = [{ role: "user" as const, content: [{ text: "Hi" }] }];
const CONVERSED = { inputTokens: 150, cachedTokens: 60, cacheWriteTokens: 40, outputTokens: 25 };
const MESSAGE_FACTS = {
  ...CONVERSED,
  cacheWriteHourTokens: 10,
  reasoningTokens: 5,
  responseModel: MESSAGE_MODEL,
  finishReason: "stop",
};

let server: LlmServer;
let client: BedrockRuntimeClient;

beforeAll(async () => {
  server = await startLlmServer();
  client = new BedrockRuntimeClient({
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    // The client's default speaks HTTP/2.
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

it("a body with a text alone is nobody's", () => {
  const body = (given: object) => ({
    $metadata: {},
    body: new TextEncoder().encode(JSON.stringify(given)),
  });
  expect(readResponse(body({ text: "a" }))).toBeUndefined();
  expect(readResponse(body({ generation_id: "g" }))).toBeUndefined();
  expect(readResponse(body({ text: "a", generation_id: "g" }))).toEqual({});
});

describe("Converse", () => {
  const toolUse = { toolUse: { toolUseId: "t1", name: "search_orders", input: { q: "1" } } };
  it.each([
    [converse(), "stop"],
    [converse([toolUse], "tool_use"), "tool_call"],
    [converse([], "guardrail_intervened"), "content_filter"],
    [converse([], "malformed_tool_use"), "error"],
  ])(
    "counts cached tokens into the input, which Bedrock does not (%#)",
    async (wire, finishReason) => {
      server.respondWith(json(wire));
      const command = new ConverseCommand({ modelId: "amazon.nova-lite-v1:0", messages: MESSAGES });
      expect(readResponse(await client.send(command))).toEqual({ ...CONVERSED, finishReason });
    },
  );

  it("names the model that a prompt router chose", async () => {
    const trace = { promptRouter: { invokedModelId: "arn:aws:bedrock:us-east-1::model/nova" } };
    server.respondWith(json({ ...converse(), trace }));
    const command = new ConverseCommand({ modelId: "router", messages: MESSAGES });
    expect(readResponse(await client.send(command))?.responseModel).toBe(
      "arn:aws:bedrock:us-east-1::model/nova",
    );
  });

  const command = new ConverseStreamCommand({ modelId: "nova", messages: MESSAGES });
  it("when streamed, carries its stream in a field that is read to the end", async () => {
    server.respondWith(eventStream(converseStream()));
    const response = await client.send(command);
    expect(readResponse(response)).toBeUndefined();
    expect(streamIn(response)).toBe(response.stream);
    expect(await readStream(response.stream!)).toEqual({
      facts: { ...CONVERSED, finishReason: "stop" },
      firstToken: 1,
    });
  });

  it("when the service fails midway, keeps the client's exception for the application", async () => {
    const failure = { type: "throttlingException", payload: { message: "slow" }, exception: true };
    server.respondWith(eventStream([...converseStream().slice(0, 2), failure]));
    const response = await client.send(command);
    await expect(readStream(response.stream!)).rejects.toMatchObject({
      name: "ThrottlingException",
    });
  });
});

describe("InvokeModel", () => {
  const command = new InvokeModelCommand({ modelId: "m", body: "{}" });

  it.each([
    ["Anthropic", message(), MESSAGE_FACTS],
    ["Titan", TITAN_BODY, { inputTokens: 12, outputTokens: 7, finishReason: "stop" }],
    ["Llama", LLAMA_BODY, { inputTokens: 12, outputTokens: 7, finishReason: "stop" }],
    [
      "Nova",
      NOVA_BODY,
      { inputTokens: 17, cachedTokens: 5, outputTokens: 7, finishReason: "length" },
    ],
    [
      "Titan's vectors",
      { embedding: [0.1], inputTextTokenCount: 12 },
      { inputTokens: 12, operation: "embeddings" },
    ],
    [
      "Cohere's vectors, which count nothing",
      { embeddings: [[0.1]], response_type: "embeddings_floats" },
      { operation: "embeddings" },
    ],
    [
      "a ranking",
      { results: [{ index: 0, relevance_score: 0.5 }] },
      { operation: "rerank", otherUnits: 1 },
    ],
    [
      "Stability's, of which a filter kept one back",
      { images: ["a", ""], finish_reasons: [null, "Filter reason: output image"] },
      { operation: "image", otherUnits: 2, errorType: "policy" },
    ],
    [
      "Titan's images that failed",
      { images: [], error: "out of memory" },
      { operation: "image", otherUnits: 0, errorType: "provider" },
    ],
    ["Nova's images", { images: ["a", "b"] }, { operation: "image", otherUnits: 2 }],
    [
      "OpenAI",
      chatCompletion(),
      {
        inputTokens: 120,
        cachedTokens: 40,
        outputTokens: 30,
        reasoningTokens: 8,
        responseModel: CHAT_MODEL,
        finishReason: "stop",
      },
    ],
  ])("reads the body of %s and leaves it as it was", async (_family, body, expected) => {
    server.respondWith(json(body));
    const response = await client.send(command);
    expect(readResponse(response)).toEqual(expected);
    expect(JSON.parse(response.body.transformToString())).toEqual(body);
  });

  it("has no facts where the body is no JSON or of an unknown model", async () => {
    server.respondWith(malformed(), json({ answer: [0.1] }));
    expect(readResponse(await client.send(command))).toBeUndefined();
    expect(readResponse(await client.send(command))).toBeUndefined();
  });
});

describe("InvokeModelWithResponseStream", () => {
  const counted = { inputTokens: 12, outputTokens: 7 };
  const titan = { outputText: "Hel", index: 0, inputTextTokenCount: 12, completionReason: null };
  const llama = {
    generation: "",
    prompt_token_count: 12,
    generation_token_count: 1,
    stop_reason: null,
  };
  const nova = converseStream("tool_use")
    .slice(0, 5)
    .map(({ type, payload }) => ({ [type]: payload }));
  it.each([
    ["Anthropic", messageStream().map(({ data }) => data as object), MESSAGE_FACTS, 3],
    [
      "Titan",
      [titan, { ...titan, totalOutputTextTokenCount: 7, completionReason: "LENGTH" }],
      { ...counted, finishReason: "length" },
      0,
    ],
    [
      "Llama",
      [
        llama,
        { ...llama, generation: "Hello" },
        { ...llama, generation_token_count: 7, stop_reason: "stop" },
      ],
      { ...counted, finishReason: "stop" },
      1,
    ],
    ["Nova", nova, { ...counted, finishReason: "tool_call" }, 1],
  ])("reads the chunks of %s", async (_family, bodies, facts, firstToken) => {
    const last = { ...bodies.at(-1), ...INVOCATION_METRICS };
    server.respondWith(eventStream([...bodies.slice(0, -1), last].map(invokeChunk)));
    const response = await client.send(
      new InvokeModelWithResponseStreamCommand({ modelId: "m", body: "{}" }),
    );
    expect(readResponse(response)).toBeUndefined();
    expect(streamIn(response)).toBe(response.body);
    expect(await readStream(response.body!)).toEqual({ facts, firstToken });
  });
});
