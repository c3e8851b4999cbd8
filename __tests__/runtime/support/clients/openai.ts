import OpenAI, { AzureOpenAI } from "openai";
import {
  CALL_OUTPUT,
  CHAT_TOOL_CALL,
  chatCompletion,
  chatStream,
  json,
  REFUSAL_OUTPUT,
  response,
  responseStream,
  sse,
} from "../../../support/llm-server";
import { MESSAGES, REFUSED, signalOf, type CallSettings, type ClientCase } from "./client-case";

const MODEL = "gpt-4o";

/** 120 in, 40 of them cached; 30 out, 8 of them reasoning. */
const OPENAI_TOKENS = {
  "llm.input_tokens": 120,
  "llm.output_tokens": 30,
  "llm.total_tokens": 150,
  "llm.cached_tokens": 40,
  "llm.reasoning_tokens": 8,
};
const GPT_4O_COST_USD = (80 * 2.5 + 40 * 1.25 + 30 * 10) / 1e6;

/** Answers of Chat Completions. */
export const CHAT_WIRE = {
  model: MODEL,
  answer: json(chatCompletion()),
  toolCall: json(chatCompletion({ tool_calls: [CHAT_TOOL_CALL] }, "tool_calls")),
  streamed: sse(chatStream()),
  tokens: OPENAI_TOKENS,
  costUsd: GPT_4O_COST_USD,
};

type Connect = (settings: CallSettings) => OpenAI;

const openai: Connect = ({ url, retries, timeoutMs }) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: "test", maxRetries: retries, timeout: timeoutMs });

const azure: Connect = ({ url, retries, timeoutMs }) =>
  new AzureOpenAI({
    endpoint: url,
    apiKey: "test",
    apiVersion: "2025-01-01-preview",
    deployment: MODEL,
    maxRetries: retries,
    timeout: timeoutMs,
  });

function chat(name: string, provider: string, connect: Connect): ClientCase {
  const body = { model: MODEL, messages: MESSAGES };
  return {
    ...CHAT_WIRE,
    name,
    provider,
    refusal: [json(chatCompletion({ refusal: "No." })), REFUSED],
    create: (settings) => connect(settings).chat.completions.create(body, signalOf(settings)),
    stream: (settings, wrap) =>
      wrap(() =>
        connect(settings).chat.completions.create({ ...body, stream: true }, signalOf(settings)),
      ),
  };
}

const responses: ClientCase = {
  name: "OpenAI Responses",
  provider: "openai",
  model: MODEL,
  answer: json(response()),
  toolCall: json(response([CALL_OUTPUT])),
  refusal: [json(response([REFUSAL_OUTPUT])), REFUSED],
  streamed: sse(responseStream()),
  tokens: OPENAI_TOKENS,
  costUsd: GPT_4O_COST_USD,
  create: (settings) =>
    openai(settings).responses.create({ model: MODEL, input: "Hi" }, signalOf(settings)),
  stream: (settings, wrap) =>
    wrap(() =>
      openai(settings).responses.create(
        { model: MODEL, input: "Hi", stream: true },
        signalOf(settings),
      ),
    ),
};

export const OPENAI_CASES: readonly ClientCase[] = [
  chat("OpenAI Chat Completions", "openai", openai),
  chat("Azure OpenAI", "azure", azure),
  responses,
];
