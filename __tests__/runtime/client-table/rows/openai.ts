import path from "node:path";
import { createRequire } from "node:module";
import OpenAI, { AzureOpenAI, toFile } from "openai";
import {
  CALL_OUTPUT,
  CHAT_TOOL_CALL,
  chatCompletion,
  chatStream,
  json,
  response,
  responseStream,
  sse,
  TEXT_OUTPUT,
} from "../../../support/llm-server";
import { REPOSITORY } from "../../../support/run-cli";
import { readAll, USER, type ClientRow, type Setting } from "../row";

/** 120 in, 40 of them cached; 30 out, 8 of them reasoning; at the list prices of gpt-4o. */
export const GPT_4O = {
  input: 120,
  output: 30,
  cached: 40,
  reasoning: 8,
  costUsd: (80 * 2.5 + 40 * 1.25 + 30 * 10) / 1e6,
};
const twice = (truth: typeof GPT_4O) =>
  Object.fromEntries(Object.entries(truth).map(([fact, value]) => [fact, 2 * value]));

const JSON_ANSWER = chatCompletion({ content: '{"a":"b"}' });
const JSON_OUTPUT = {
  ...TEXT_OUTPUT,
  content: [{ type: "output_text", text: '{"a":"b"}', annotations: [] }],
};
const SCHEMA = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
const FORMAT = { type: "json_schema" as const, json_schema: { name: "answer", schema: SCHEMA } };
const MODEL = "gpt-4o";
const BODY = { model: MODEL, messages: USER };

const openai = ({ url, retries }: Setting) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: "test", maxRetries: retries });

/** The major before, which the checkout itself has. */
const root = createRequire(path.join(REPOSITORY, "package.json"));
const { OpenAI: OpenAI6 } = root("openai") as { readonly OpenAI: typeof OpenAI };

const common = { client: "OpenAI", package: "openai", provider: "openai", model: MODEL } as const;
const CHAT = { answers: [json(chatCompletion())], truth: { ...GPT_4O, finish: "stop" } };
const CHAT_STREAM = { ...CHAT, kind: "stream", answers: [sse(chatStream())] } as const;

const runnable = {
  type: "function" as const,
  function: {
    name: CHAT_TOOL_CALL.function.name,
    description: "Finds orders.",
    parameters: { type: "object", properties: {} },
    parse: JSON.parse,
    function: () => "none",
  },
};

const CHAT_ROWS: readonly ClientRow[] = [
  {
    ...common,
    ...CHAT,
    way: "`chat.completions.create`",
    kind: "await",
    call: (s) => s.wrap(() => openai(s).chat.completions.create(BODY)),
  },
  {
    ...common,
    ...CHAT,
    way: "`chat.completions.create(…).withResponse()`",
    kind: "await",
    call: (s) => s.wrap(() => openai(s).chat.completions.create(BODY).withResponse()),
  },
  {
    ...common,
    ...CHAT_STREAM,
    way: "`chat.completions.create({ stream: true })`",
    call: async (s) =>
      readAll(await s.wrap(() => openai(s).chat.completions.create({ ...BODY, stream: true }))),
  },
  {
    ...common,
    ...CHAT_STREAM,
    way: "`chat.completions.stream`",
    call: (s) => s.wrap(() => openai(s).chat.completions.stream(BODY)).finalChatCompletion(),
  },
  {
    ...common,
    ...CHAT,
    answers: [json(JSON_ANSWER)],
    way: "`chat.completions.parse`",
    kind: "parse",
    call: (s) =>
      s.wrap(() => openai(s).chat.completions.parse({ ...BODY, response_format: FORMAT })),
  },
  {
    ...common,
    way: "`chat.completions.runTools`",
    kind: "tools",
    answers: [
      json(chatCompletion({ tool_calls: [CHAT_TOOL_CALL] }, "tool_calls")),
      json(chatCompletion()),
    ],
    truth: { ...twice(GPT_4O), finish: "stop" },
    call: (s) =>
      s
        .wrap(() => openai(s).chat.completions.runTools({ ...BODY, tools: [runnable] }))
        .finalContent(),
  },
  {
    ...common,
    ...CHAT,
    client: "OpenAI, the major before",
    package: "/openai",
    way: "`chat.completions.create`",
    kind: "await",
    call: (s) =>
      s.wrap(() =>
        new OpenAI6({
          baseURL: `${s.url}/v1`,
          apiKey: "test",
          maxRetries: s.retries,
        }).chat.completions.create(BODY),
      ),
  },
  {
    ...common,
    ...CHAT,
    client: "Azure OpenAI",
    provider: "azure",
    way: "`chat.completions.create`",
    kind: "await",
    call: (s) => {
      const options = { endpoint: s.url, apiVersion: "2025-01-01-preview", deployment: MODEL };
      const azure = new AzureOpenAI({ ...options, apiKey: "test", maxRetries: s.retries });
      return s.wrap(() => azure.chat.completions.create(BODY));
    },
  },
];

const RESPONSES_ROWS: readonly ClientRow[] = [
  {
    ...common,
    ...CHAT,
    answers: [json(response())],
    way: "`responses.create`",
    kind: "await",
    call: (s) => s.wrap(() => openai(s).responses.create({ model: MODEL, input: "Hi" })),
  },
  {
    ...common,
    ...CHAT,
    answers: [sse(responseStream())],
    way: "`responses.create({ stream: true })`",
    kind: "stream",
    call: async (s) =>
      readAll(
        await s.wrap(() => openai(s).responses.create({ model: MODEL, input: "Hi", stream: true })),
      ),
  },
  {
    ...common,
    ...CHAT,
    answers: [json(response([JSON_OUTPUT]))],
    way: "`responses.parse`",
    kind: "parse",
    call: (s) => {
      const format = { type: "json_schema" as const, name: "answer", schema: SCHEMA };
      const body = { model: MODEL, input: "Hi", text: { format } };
      return s.wrap(() => openai(s).responses.parse(body));
    },
  },
  {
    ...common,
    answers: [json(response([CALL_OUTPUT]))],
    truth: { ...GPT_4O, finish: "tool_call" },
    way: "`responses.create({ tools })`",
    kind: "tools",
    call: (s) => {
      const tool = { type: "function" as const, name: "search_orders", strict: false };
      const tools = [{ ...tool, parameters: SCHEMA }];
      return s.wrap(() => openai(s).responses.create({ model: MODEL, input: "Hi", tools }));
    },
  },
];

const OTHER_ROWS: readonly ClientRow[] = [
  {
    ...common,
    model: "text-embedding-3-small",
    way: "`embeddings.create`",
    kind: "embeddings",
    answers: [
      json({
        object: "list",
        data: [{ object: "embedding", index: 0, embedding: [0.1, 0.2] }],
        model: "text-embedding-3-small",
        usage: { prompt_tokens: 100, total_tokens: 100 },
      }),
    ],
    truth: { input: 100, costUsd: (100 * 0.02) / 1e6 },
    call: (s) => {
      const body = { model: "text-embedding-3-small", input: "Hi" };
      return s.wrap(() => openai(s).embeddings.create({ ...body, encoding_format: "float" }));
    },
  },
  {
    ...common,
    model: "gpt-4o-transcribe",
    way: "`audio.transcriptions.create`",
    kind: "other",
    answers: [
      json({
        text: "Hello",
        usage: {
          type: "tokens",
          input_tokens: 100,
          input_token_details: { text_tokens: 0, audio_tokens: 100 },
          output_tokens: 20,
          total_tokens: 120,
        },
      }),
    ],
    truth: { input: 100, output: 20 },
    call: async (s) => {
      const file = await toFile(Buffer.from("RIFF"), "a.wav");
      return s.wrap(() =>
        openai(s).audio.transcriptions.create({ model: "gpt-4o-transcribe", file }),
      );
    },
  },
  {
    ...common,
    model: "gpt-image-1",
    way: "`images.generate`",
    kind: "other",
    answers: [
      json({
        created: 1_780_000_000,
        data: [{ b64_json: "AA==" }],
        usage: {
          input_tokens: 50,
          input_tokens_details: { text_tokens: 50, image_tokens: 0 },
          output_tokens: 1000,
          total_tokens: 1050,
        },
      }),
    ],
    truth: { input: 50, output: 1000 },
    call: (s) => s.wrap(() => openai(s).images.generate({ model: "gpt-image-1", prompt: "A cat" })),
  },
];

export const OPENAI_ROWS = [...CHAT_ROWS, ...RESPONSES_ROWS, ...OTHER_ROWS];
