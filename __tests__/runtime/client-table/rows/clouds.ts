import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import {
  contentResponse,
  contentStream,
  converse,
  converseStream,
  eventStream,
  GEMINI_MODEL,
  json,
  LLAMA_BODY,
  message,
  sse,
} from "../../../support/llm-server";
import { readAll, type ClientRow, type Setting } from "../row";
import { SONNET } from "./anthropic";

const CLAUDE = "us.anthropic.claude-sonnet-4-20250514-v1:0";
const INPUT = { modelId: CLAUDE, messages: [{ role: "user" as const, content: [{ text: "Hi" }] }] };

const bedrock = ({ url, retries }: Setting) =>
  new BedrockRuntimeClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: new NodeHttpHandler({}),
    maxAttempts: retries + 1,
  });

const aws = {
  client: "AWS Bedrock",
  package: "@aws-sdk/client-bedrock-runtime",
  provider: "bedrock",
  model: CLAUDE,
} as const;
const CONVERSED = {
  input: 150,
  output: 25,
  cached: 60,
  finish: "stop",
  costUsd: (50 * 3 + 60 * 0.3 + 40 * 3.75 + 25 * 15) / 1e6,
};

const BEDROCK_ROWS: readonly ClientRow[] = [
  {
    ...aws,
    way: "`ConverseCommand`",
    kind: "await",
    answers: [json(converse())],
    truth: CONVERSED,
    call: (s) => s.wrap(() => bedrock(s).send(new ConverseCommand(INPUT))),
  },
  {
    ...aws,
    way: "`ConverseStreamCommand`",
    kind: "stream",
    answers: [eventStream(converseStream())],
    truth: CONVERSED,
    call: async (s) =>
      readAll((await s.wrap(() => bedrock(s).send(new ConverseStreamCommand(INPUT)))).stream!),
  },
  {
    ...aws,
    way: "`InvokeModelCommand`, Claude",
    kind: "await",
    answers: [json(message())],
    // For what is written to the cache for an hour, the catalogue has no price there.
    truth: { ...SONNET, finish: "stop", costUsd: null },
    call: (s) =>
      s.wrap(() => bedrock(s).send(new InvokeModelCommand({ modelId: CLAUDE, body: "{}" }))),
  },
  {
    ...aws,
    model: "meta.llama3-1-70b-instruct-v1:0",
    way: "`InvokeModelCommand`, Llama",
    kind: "await",
    answers: [json(LLAMA_BODY)],
    truth: { input: 12, output: 7, finish: "stop" },
    call: (s) => {
      const command = { modelId: "meta.llama3-1-70b-instruct-v1:0", body: "{}" };
      return s.wrap(() => bedrock(s).send(new InvokeModelCommand(command)));
    },
  },
];

async function connectGoogle({ url, retries }: Setting) {
  const { GoogleGenAI } = await import("@google/genai");
  const httpOptions = { baseUrl: url, retryOptions: { attempts: retries + 1 } };
  return new GoogleGenAI({ apiKey: "test", httpOptions });
}

const google = {
  client: "Google Gemini",
  package: "@google/genai",
  provider: "google",
  model: GEMINI_MODEL,
} as const;
const FLASH = {
  input: 120,
  output: 30,
  cached: 40,
  reasoning: 8,
  finish: "stop",
  costUsd: (80 * 0.3 + 40 * 0.03 + 30 * 2.5) / 1e6,
};
const REQUEST = { model: GEMINI_MODEL, contents: "Hi" };

const GOOGLE_ROWS: readonly ClientRow[] = [
  {
    ...google,
    way: "`models.generateContent`",
    kind: "await",
    answers: [json(contentResponse())],
    truth: FLASH,
    neverRetries: true,
    call: async (s) => {
      const client = await connectGoogle(s);
      return s.wrap(() => client.models.generateContent(REQUEST));
    },
  },
  {
    ...google,
    way: "`models.generateContentStream`",
    kind: "stream",
    answers: [sse(contentStream())],
    truth: FLASH,
    neverRetries: true,
    call: async (s) => {
      const client = await connectGoogle(s);
      return readAll(await s.wrap(() => client.models.generateContentStream(REQUEST)));
    },
  },
  {
    ...google,
    way: "`interactions.create`",
    kind: "await",
    answers: [
      json({
        id: "i1",
        object: "interaction",
        status: "completed",
        model: GEMINI_MODEL,
        role: "model",
        created: "2026-01-01T00:00:00Z",
        updated: "2026-01-01T00:00:00Z",
        outputs: [{ type: "text", text: "Hello" }],
        usage: {
          total_input_tokens: 120,
          total_output_tokens: 22,
          total_thought_tokens: 8,
          total_cached_tokens: 40,
          total_tokens: 150,
        },
      }),
    ],
    truth: FLASH,
    neverRetries: true,
    call: async (s) => {
      const client = await connectGoogle(s);
      return s.wrap(() => client.interactions.create({ model: GEMINI_MODEL, input: "Hi" }));
    },
  },
];

export const CLOUD_ROWS = [...BEDROCK_ROWS, ...GOOGLE_ROWS];
