import { Agent, Runner, setTraceProcessors, setTracingDisabled, tool } from "@openai/agents-core";
import { OpenAIProvider } from "@openai/agents-openai";
import OpenAI from "openai";
import {
  CALL_OUTPUT,
  chatCompletion,
  json,
  response,
  responseStream,
  sse,
} from "../../../support/llm-server";
import { agentsTracingProcessor } from "../../../../runtime/openai-agents";
import { readAll, type ClientRow, type Setting } from "../row";
import { GPT_4O } from "./openai";

const MODEL = "gpt-4o";
const agents = {
  client: "OpenAI Agents",
  package: "@openai/agents-core",
  provider: "openai",
  model: MODEL,
  truth: { ...GPT_4O, finish: "stop" },
  kind: "agent",
  alone: true,
} as const;

const searchOrders = tool({
  name: CALL_OUTPUT.name,
  description: "Finds orders.",
  strict: false,
  parameters: { type: "object", properties: {}, required: [], additionalProperties: true },
  execute: () => "none",
});

/** Tracing is the process's own, so each call has processors of its own and runs alone. */
function run({ url, retries, llm }: Setting, useResponses: boolean, stream = false) {
  setTracingDisabled(false);
  setTraceProcessors([agentsTracingProcessor(llm, { model: () => MODEL as never })]);
  const openAIClient = new OpenAI({ baseURL: `${url}/v1`, apiKey: "test", maxRetries: retries });
  const modelProvider = new OpenAIProvider({ openAIClient: openAIClient as never, useResponses });
  const agent = new Agent({ name: "helper", model: MODEL, tools: [searchOrders] });
  const runner = new Runner({ modelProvider });
  return stream ? runner.run(agent, "Hi", { stream: true }) : runner.run(agent, "Hi");
}

export const AGENTS_ROWS: readonly ClientRow[] = [
  {
    ...agents,
    way: "`agentsTracingProcessor(llm)`, Responses",
    answers: [json(response())],
    call: (s) => s.prompt(() => run(s, true)),
  },
  {
    ...agents,
    way: "`agentsTracingProcessor(llm)`, Chat Completions",
    answers: [json(chatCompletion())],
    call: (s) => s.prompt(() => run(s, false)),
  },
  {
    ...agents,
    way: "`agentsTracingProcessor(llm)`, streamed",
    answers: [sse(responseStream())],
    call: (s) =>
      s.prompt(async () => {
        const result = await run(s, true, true);
        await readAll(result as unknown as AsyncIterable<unknown>);
      }),
  },
];
