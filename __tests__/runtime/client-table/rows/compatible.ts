import Groq from "groq-sdk";
import OpenAI from "openai";
import { chatCompletion, json, sse, chatStream } from "../../../support/llm-server";
import { readAll, USER, type ClientRow, type Setting, type Truth } from "../row";

const basic = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

/** A service that speaks OpenAI's format, with what it says in its own way. */
function service(
  client: string,
  provider: string,
  model: string,
  usage: Readonly<Record<string, unknown>>,
  truth: Truth,
): ClientRow {
  return {
    client: `${client}, by OpenAI's client`,
    package: "openai",
    way: "`chat.completions.create`",
    kind: "await",
    provider,
    model,
    answers: [json({ ...chatCompletion(), model, usage })],
    truth: { input: 100, output: 20, finish: "stop", ...truth },
    call: (s) => {
      const options = { baseURL: `${s.url}/v1`, apiKey: "test", maxRetries: s.retries };
      return s.wrap(() => new OpenAI(options).chat.completions.create({ model, messages: USER }));
    },
  };
}

const groq = {
  client: "Groq",
  package: "groq-sdk",
  provider: "groq",
  model: "llama-3.3-70b-versatile",
  truth: { input: 100, output: 20, finish: "stop" },
} as const;
const GROQ_BODY = { model: groq.model, messages: USER };
const connectGroq = ({ url, retries }: Setting) =>
  new Groq({ baseURL: url, apiKey: "test", maxRetries: retries });

/** Groq says the usage of a stream in a place of its own. */
function groqStream() {
  const events = chatStream(undefined, "stop", undefined);
  const last = { ...(events.at(-2)?.data as object), usage: null };
  return [...events.slice(0, -2), { data: { ...last, x_groq: { id: "r", usage: basic } } }];
}

export const COMPATIBLE_ROWS: readonly ClientRow[] = [
  service(
    "xAI",
    "xai",
    "grok-4",
    { ...basic, total_tokens: 150, completion_tokens_details: { reasoning_tokens: 30 } },
    { output: 50, reasoning: 30 },
  ),
  service(
    "DeepSeek",
    "deepseek",
    "deepseek-chat",
    { ...basic, prompt_cache_hit_tokens: 80, prompt_cache_miss_tokens: 20 },
    { cached: 80 },
  ),
  service("OpenRouter", "openrouter", "openai/gpt-4o", { ...basic, cost: 0.5 }, { costUsd: 0.5 }),
  service(
    "Moonshot",
    "moonshotai",
    "kimi-k2-0905-preview",
    { ...basic, cached_tokens: 70 },
    {
      cached: 70,
    },
  ),
  service(
    "Perplexity",
    "perplexity",
    "sonar",
    { ...basic, cost: { total_cost: 0.25 } },
    { costUsd: 0.25 },
  ),
  service("vLLM", "vllm", "my-finetune", basic, { costUsd: null }),
  {
    ...groq,
    way: "`chat.completions.create`",
    kind: "await",
    answers: [json({ ...chatCompletion(), model: groq.model, usage: basic })],
    call: (s) => s.wrap(() => connectGroq(s).chat.completions.create(GROQ_BODY)),
  },
  {
    ...groq,
    way: "`chat.completions.create({ stream: true })`",
    kind: "stream",
    answers: [sse(groqStream())],
    call: async (s) =>
      readAll(
        await s.wrap(() => connectGroq(s).chat.completions.create({ ...GROQ_BODY, stream: true })),
      ),
  },
];
