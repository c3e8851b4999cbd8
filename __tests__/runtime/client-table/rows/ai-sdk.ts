import { createOpenAI } from "@ai-sdk/openai";
import {
  embed,
  generateText,
  jsonSchema,
  Output,
  stepCountIs,
  streamText,
  tool,
  wrapLanguageModel,
} from "ai";
import { CHAT_TOOL_CALL, chatCompletion, chatStream, json, sse } from "../../../support/llm-server";
import { aiSdkMiddleware } from "../../../../runtime/ai-sdk";
import { NO_ARGUMENTS, readAll, type ClientRow, type Setting } from "../row";
import { GPT_4O } from "./openai";

const MODEL = "gpt-4o";
const truth = { ...GPT_4O, finish: "stop" };
const ANSWER = { kind: "await", answers: [json(chatCompletion())], truth } as const;
const STREAMED = { kind: "stream", answers: [sse(chatStream())], truth } as const;

function options({ url, retries }: Setting) {
  const model = createOpenAI({ baseURL: `${url}/v1`, apiKey: "test" }).chat(MODEL);
  return { model, prompt: "Hi", maxRetries: retries };
}

/** The newest major, which is ES modules alone. */
async function version7({ url, retries }: Setting) {
  const ai = await import("ai-7");
  const { createOpenAI: connect } = await import("ai-sdk-openai-4");
  const model = connect({ baseURL: `${url}/v1`, apiKey: "test" }).chat(MODEL);
  return { ai, options: { model, prompt: "Hi", maxRetries: retries } };
}

const schema = jsonSchema({ type: "object", properties: { a: { type: "string" } } });
const tools = {
  [CHAT_TOOL_CALL.function.name]: tool({
    inputSchema: jsonSchema(NO_ARGUMENTS),
    execute: () => "none",
  }),
};

// Its attempts wait for two seconds, whatever the answer says.
const v6 = {
  client: "Vercel AI SDK",
  package: "ai",
  provider: "openai",
  model: MODEL,
  neverRetries: true,
} as const;
const v7 = { ...v6, package: "ai-7" } as const;

export const AI_SDK_ROWS: readonly ClientRow[] = [
  {
    ...v6,
    ...ANSWER,
    way: "`generateText`",
    call: (s) => s.wrap(() => generateText(options(s))),
  },
  {
    ...v6,
    ...STREAMED,
    way: "`streamText(…).textStream`",
    call: (s) => readAll(s.wrap(() => streamText(options(s))).textStream),
  },
  {
    ...v6,
    ...ANSWER,
    answers: [json(chatCompletion({ content: '{"a":"b"}' }))],
    way: "`generateText({ output: Output.object(…) })`",
    kind: "parse",
    call: (s) => s.wrap(() => generateText({ ...options(s), output: Output.object({ schema }) })),
  },
  {
    ...v6,
    way: "`generateText({ tools })`, several steps",
    kind: "tools",
    answers: [
      json(chatCompletion({ tool_calls: [CHAT_TOOL_CALL] }, "tool_calls")),
      json(chatCompletion()),
    ],
    truth: { input: 240, output: 60, cached: 80, reasoning: 16, finish: "stop" },
    call: (s) => s.wrap(() => generateText({ ...options(s), tools, stopWhen: stepCountIs(3) })),
  },
  {
    ...v6,
    model: "text-embedding-3-small",
    way: "`embed`",
    kind: "embeddings",
    answers: [
      json({
        data: [{ index: 0, embedding: [0.1] }],
        usage: { prompt_tokens: 100, total_tokens: 100 },
      }),
    ],
    truth: { input: 100, costUsd: (100 * 0.02) / 1e6 },
    call: (s) => {
      const openai = createOpenAI({ baseURL: `${s.url}/v1`, apiKey: "test" });
      const model = openai.embedding("text-embedding-3-small");
      return s.wrap(() => embed({ model, value: "Hi", maxRetries: s.retries }));
    },
  },
  {
    ...v6,
    way: "`wrapLanguageModel({ middleware })`",
    kind: "agent",
    answers: [json(chatCompletion())],
    truth,
    // Inside a wrapped call it counts once.
    call: (s) => {
      const middleware = { specificationVersion: "v3", ...aiSdkMiddleware(s.llm) } as const;
      const { model, ...rest } = options(s);
      return s.wrap(() =>
        generateText({ ...rest, model: wrapLanguageModel({ model, middleware }) }),
      );
    },
  },
  {
    ...v7,
    ...STREAMED,
    way: "`wrapLanguageModel({ middleware })`",
    call: async (s) => {
      const { ai, options } = await version7(s);
      const model = ai.wrapLanguageModel({ ...options, middleware: aiSdkMiddleware(s.llm) });
      return s.prompt(() => readAll(ai.streamText({ ...options, model }).textStream));
    },
  },
  {
    ...v7,
    ...ANSWER,
    way: "`generateText`",
    call: async (s) => {
      const { ai, options } = await version7(s);
      return s.wrap(() => ai.generateText(options));
    },
  },
  {
    ...v7,
    ...STREAMED,
    way: "`streamText(…).textStream`",
    call: async (s) => {
      const { ai, options } = await version7(s);
      return readAll(s.wrap(() => ai.streamText(options)).textStream);
    },
  },
  {
    ...v7,
    ...ANSWER,
    way: "`ToolLoopAgent.generate`",
    kind: "agent",
    call: async (s) => {
      const { ai, options } = await version7(s);
      const { prompt, ...agent } = options;
      return s.wrap(() => new ai.ToolLoopAgent(agent).generate({ prompt }));
    },
  },
];
