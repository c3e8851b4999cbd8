import { CohereClientV2 } from "cohere-ai";
import { Ollama } from "ollama";
import { chatCompletion, chatStream, json, sse, type Reply } from "../../../support/llm-server";
import { readAll, USER, type ClientRow, type Setting } from "../row";

const basic = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const truth = { input: 100, output: 20, finish: "stop" };

const mistral = {
  client: "Mistral",
  package: "@mistralai/mistralai",
  provider: "mistral",
  model: "mistral-large-latest",
  truth,
  // Its client waits between its attempts, and has none unless told so.
  neverRetries: true,
} as const;

async function connectMistral({ url }: Setting) {
  const { Mistral } = await import("@mistralai/mistralai");
  return new Mistral({ apiKey: "test", serverURL: url });
}

const MISTRAL_BODY = { model: mistral.model, messages: USER };
const mistralStream = chatStream(undefined, "stop", undefined).map(({ data }, index, all) =>
  index === all.length - 2 ? { data: { ...(data as object), usage: basic } } : { data },
);

const MISTRAL_ROWS: readonly ClientRow[] = [
  {
    ...mistral,
    way: "`chat.complete`",
    kind: "await",
    answers: [json({ ...chatCompletion(), model: mistral.model, usage: basic })],
    call: async (s) => {
      const client = await connectMistral(s);
      return s.wrap(() => client.chat.complete(MISTRAL_BODY));
    },
  },
  {
    ...mistral,
    way: "`chat.stream`",
    kind: "stream",
    answers: [sse(mistralStream)],
    call: async (s) => {
      const client = await connectMistral(s);
      return readAll(await s.wrap(() => client.chat.stream(MISTRAL_BODY)));
    },
  },
  {
    ...mistral,
    model: "mistral-embed",
    way: "`embeddings.create`",
    kind: "embeddings",
    answers: [
      json({
        id: "e",
        object: "list",
        model: "mistral-embed",
        data: [{ object: "embedding", index: 0, embedding: [0.1] }],
        usage: { prompt_tokens: 100, total_tokens: 100, completion_tokens: 0 },
      }),
    ],
    truth: { input: 100 },
    call: async (s) => {
      const client = await connectMistral(s);
      return s.wrap(() => client.embeddings.create({ model: "mistral-embed", inputs: ["Hi"] }));
    },
  },
];

const cohere = {
  client: "Cohere",
  package: "cohere-ai",
  provider: "cohere",
  model: "command-r-08-2024",
} as const;
const COHERE_BODY = { model: cohere.model, messages: USER };
const COHERE_USAGE = {
  billed_units: { input_tokens: 90, output_tokens: 20 },
  tokens: { input_tokens: 100, output_tokens: 20 },
};
const connectCohere = ({ url }: Setting) =>
  new CohereClientV2({ token: "test", environment: url, baseUrl: url });

const COHERE_ROWS: readonly ClientRow[] = [
  {
    ...cohere,
    way: "`chat`",
    kind: "await",
    answers: [
      json({
        id: "c",
        finish_reason: "COMPLETE",
        message: { role: "assistant", content: [{ type: "text", text: "Hello" }] },
        usage: COHERE_USAGE,
      }),
    ],
    truth: { ...truth, costUsd: (90 * 0.15 + 20 * 0.6) / 1e6 },
    call: (s) => s.wrap(() => connectCohere(s).chat(COHERE_BODY, { maxRetries: s.retries })),
  },
  {
    ...cohere,
    way: "`chatStream`",
    kind: "stream",
    answers: [
      sse([
        { data: { type: "message-start", id: "c", delta: { message: { role: "assistant" } } } },
        {
          data: {
            type: "content-delta",
            index: 0,
            delta: { message: { content: { text: "Hello" } } },
          },
        },
        {
          data: {
            type: "message-end",
            delta: { finish_reason: "COMPLETE", usage: COHERE_USAGE },
          },
        },
      ]),
    ],
    truth: { ...truth, costUsd: (90 * 0.15 + 20 * 0.6) / 1e6 },
    call: async (s) =>
      readAll(
        await s.wrap(() => connectCohere(s).chatStream(COHERE_BODY, { maxRetries: s.retries })),
      ),
  },
  {
    ...cohere,
    model: "rerank-v3.5",
    way: "`rerank`",
    kind: "other",
    answers: [
      json({
        id: "r",
        results: [{ index: 0, relevance_score: 0.9 }],
        meta: { api_version: { version: "2" }, billed_units: { search_units: 1 } },
      }),
    ],
    // Billed by the search, for which the catalogue has no price.
    truth: { costUsd: null },
    call: (s) => {
      const body = { model: "rerank-v3.5", query: "Hi", documents: ["a"] };
      return s.wrap(() => connectCohere(s).rerank(body, { maxRetries: s.retries }));
    },
  },
];

const ollama = {
  client: "Ollama",
  package: "ollama",
  provider: "ollama",
  model: "llama3.2",
  truth: { ...truth, costUsd: null },
  neverRetries: true,
} as const;
const OLLAMA_BODY = { model: ollama.model, messages: USER };
const piece = (content: string, last: object = {}) => ({
  model: ollama.model,
  created_at: "2026-01-01T00:00:00Z",
  message: { role: "assistant", content },
  done: false,
  ...last,
});
const OLLAMA_END = { done: true, done_reason: "stop", prompt_eval_count: 100, eval_count: 20 };

const lines =
  (pieces: readonly object[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    response.end(pieces.map((one) => `${JSON.stringify(one)}\n`).join(""));
  };

const OLLAMA_ROWS: readonly ClientRow[] = [
  {
    ...ollama,
    way: "`chat`",
    kind: "await",
    answers: [json(piece("Hello", OLLAMA_END))],
    call: (s) => s.wrap(() => new Ollama({ host: s.url }).chat(OLLAMA_BODY)),
  },
  {
    ...ollama,
    way: "`chat({ stream: true })`",
    kind: "stream",
    answers: [lines([piece("Hel"), piece("lo"), piece("", OLLAMA_END)])],
    call: async (s) =>
      readAll(
        await s.wrap(() => new Ollama({ host: s.url }).chat({ ...OLLAMA_BODY, stream: true })),
      ),
  },
];

export const OTHER_ROWS = [...MISTRAL_ROWS, ...COHERE_ROWS, ...OLLAMA_ROWS];
