import { ChatAnthropic } from "@langchain/anthropic";
import type { Callbacks } from "@langchain/core/callbacks/manager";
import { ChatOpenAI } from "@langchain/openai";
import {
  chatCompletion,
  chatStream,
  json,
  message,
  messageStream,
  sse,
} from "../../../support/llm-server";
import { langChainHandler } from "../../../../runtime/langchain";
import { readAll, type ClientRow, type Setting } from "../row";
import { SONNET } from "./anthropic";
import { GPT_4O } from "./openai";

const chatOpenAI = ({ url, retries }: Pick<Setting, "url" | "retries">) =>
  new ChatOpenAI({
    model: "gpt-4o",
    apiKey: "test",
    maxRetries: retries,
    configuration: { baseURL: `${url}/v1` },
  });

const chatAnthropic = ({ url, retries }: Setting) =>
  new ChatAnthropic({
    model: "claude-sonnet-4-6",
    apiKey: "test",
    maxRetries: retries,
    anthropicApiUrl: url,
  });

const openai = {
  client: "LangChain",
  package: "@langchain/openai",
  provider: "openai",
  model: "gpt-4o",
  truth: { ...GPT_4O, finish: "stop" },
  // Its attempts wait for a second and more.
  neverRetries: true,
} as const;
const anthropic = {
  ...openai,
  package: "@langchain/anthropic",
  provider: "anthropic",
  model: "claude-sonnet-4-6",
  // Of thinking, its messages say nothing.
  truth: { input: 150, output: 25, cached: 60, finish: "stop", costUsd: SONNET.costUsd },
} as const;
/** A handler need not be of LangChain's own class. */
const handlers = ({ llm }: Setting): Callbacks => {
  const handler = langChainHandler(llm);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as above
  return [handler];
};

const SCHEMA = { title: "answer", type: "object", properties: { a: { type: "string" } } };

export const LANGCHAIN_ROWS: readonly ClientRow[] = [
  {
    ...openai,
    way: "`ChatOpenAI.invoke`",
    kind: "await",
    answers: [json(chatCompletion())],
    call: (s) => s.wrap(() => chatOpenAI(s).invoke("Hi")),
  },
  {
    ...openai,
    way: "`invoke({ callbacks: [langChainHandler(llm)] })`",
    kind: "agent",
    answers: [json(chatCompletion())],
    // Inside a wrapped call it counts once.
    call: (s) => {
      const callbacks = handlers(s);
      return s.wrap(() => chatOpenAI(s).invoke("Hi", { callbacks }));
    },
  },
  {
    ...openai,
    way: "`stream({ callbacks: [langChainHandler(llm)] })`",
    kind: "stream",
    answers: [sse(chatStream())],
    call: (s) => {
      const callbacks = handlers(s);
      return s.prompt(async () => readAll(await chatOpenAI(s).stream("Hi", { callbacks })));
    },
  },
  {
    ...openai,
    way: "`ChatOpenAI.stream`",
    kind: "stream",
    answers: [sse(chatStream())],
    call: async (s) => readAll(await s.wrap(() => chatOpenAI(s).stream("Hi"))),
  },
  {
    ...openai,
    way: "`withStructuredOutput({ includeRaw: true })`",
    kind: "parse",
    answers: [json(chatCompletion({ content: '{"a":"b"}' }))],
    call: (s) => {
      const structured = chatOpenAI(s).withStructuredOutput(SCHEMA, { includeRaw: true });
      return s.wrap(() => structured.invoke("Hi"));
    },
  },
  {
    ...anthropic,
    way: "`ChatAnthropic.invoke`",
    kind: "await",
    answers: [json(message())],
    call: (s) => s.wrap(() => chatAnthropic(s).invoke("Hi")),
  },
  {
    ...anthropic,
    way: "`ChatAnthropic.stream`",
    kind: "stream",
    answers: [sse(messageStream())],
    call: async (s) => readAll(await s.wrap(() => chatAnthropic(s).stream("Hi"))),
  },
];
