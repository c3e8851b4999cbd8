import Anthropic from "@anthropic-ai/sdk";
import { json, message, messageStream, sse, TOOL_USE_BLOCK } from "../../../support/llm-server";
import { NO_ARGUMENTS, readAll, USER, type ClientRow, type Setting } from "../row";

const MODEL = "claude-sonnet-4-6";
const BODY = { model: MODEL, max_tokens: 10, messages: USER };

/** 50 fresh, 60 from the cache, 40 into it, 10 of these for an hour; 25 out, 5 of them thinking. */
export const SONNET = {
  input: 150,
  output: 25,
  cached: 60,
  reasoning: 5,
  costUsd: (50 * 3 + 60 * 0.3 + 30 * 3.75 + 10 * 6 + 25 * 15) / 1e6,
};

const connect = ({ url, retries }: Setting) =>
  new Anthropic({ baseURL: url, apiKey: "test", maxRetries: retries });

const common = {
  client: "Anthropic",
  package: "@anthropic-ai/sdk",
  provider: "anthropic",
  model: MODEL,
  truth: { ...SONNET, finish: "stop" },
} as const;

const tool = {
  type: "custom" as const,
  name: TOOL_USE_BLOCK.name,
  description: "Finds orders.",
  input_schema: NO_ARGUMENTS,
  run: () => "none",
  parse: (given: unknown) => given as Record<string, never>,
};

export const ANTHROPIC_ROWS: readonly ClientRow[] = [
  {
    ...common,
    way: "`messages.create`",
    kind: "await",
    answers: [json(message())],
    call: (s) => s.wrap(() => connect(s).messages.create(BODY)),
  },
  {
    ...common,
    way: "`messages.create({ stream: true })`",
    kind: "stream",
    answers: [sse(messageStream())],
    call: async (s) =>
      readAll(await s.wrap(() => connect(s).messages.create({ ...BODY, stream: true }))),
  },
  {
    ...common,
    way: "`messages.stream(…).finalMessage()`",
    kind: "stream",
    answers: [sse(messageStream())],
    call: (s) => s.wrap(() => connect(s).messages.stream(BODY)).finalMessage(),
  },
  {
    ...common,
    way: "`messages.create({ tools })`",
    kind: "tools",
    answers: [json(message([TOOL_USE_BLOCK], "tool_use"))],
    truth: { ...SONNET, finish: "tool_call" },
    call: (s) =>
      s.wrap(() =>
        connect(s).messages.create({
          ...BODY,
          tools: [{ name: TOOL_USE_BLOCK.name, input_schema: NO_ARGUMENTS }],
        }),
      ),
  },
  {
    ...common,
    way: "`beta.messages.toolRunner`",
    kind: "agent",
    answers: [json(message([TOOL_USE_BLOCK], "tool_use")), json(message())],
    truth: {
      input: 2 * SONNET.input,
      output: 2 * SONNET.output,
      cached: 2 * SONNET.cached,
      reasoning: 2 * SONNET.reasoning,
      costUsd: 2 * SONNET.costUsd,
      finish: "stop",
    },
    call: async (s) =>
      s.wrap(() => connect(s).beta.messages.toolRunner({ ...BODY, tools: [tool] })),
  },
];
