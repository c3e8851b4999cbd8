/**
 * Real clients with dd-trace's own plugins on, as its set-up leaves them, and a provider whose errors
 * quote the prompt. dd-trace patches what is required after its start.
 */
import type Anthropic from "@anthropic-ai/sdk";
import type OpenAI from "openai";
import { json, startLlmServer } from "../../support/llm-server";
import { MODEL, PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry({}, { plugins: true });
/* eslint-disable @typescript-eslint/no-require-imports -- see above */
const { default: OpenAi } = require("openai") as { default: typeof OpenAI };
const { default: AnthropicSdk } = require("@anthropic-ai/sdk") as { default: typeof Anthropic };
/* eslint-enable */

const TEXT = "canary prompt text";
const messages = [{ role: "user" as const, content: TEXT }];

async function main(): Promise<void> {
  const server = await startLlmServer();
  const error = { message: `Invalid prompt: ${TEXT}`, type: "invalid_request_error", code: "x" };
  server.respondWith(json({ type: "error", error }, { status: 400 }));
  const openai = new OpenAi({ baseURL: `${server.url}/v1`, apiKey: "test", maxRetries: 0 });
  const anthropic = new AnthropicSdk({ baseURL: server.url, apiKey: "test", maxRetries: 0 });
  const model = "gpt-4.1";
  const calls: readonly (() => Promise<unknown>)[] = [
    () => openai.chat.completions.create({ model, messages }),
    () => openai.chat.completions.create({ model, messages, stream: true }),
    () => openai.responses.create({ model, input: TEXT }),
    () => openai.embeddings.create({ model, input: TEXT }),
    () => anthropic.messages.create({ model: "claude-sonnet-4", max_tokens: 9, messages }),
  ];
  for (const call of calls) {
    await llm.withPrompt(PROMPT, () => llm.request(MODEL, call)).catch(() => undefined);
    // A second attempt of the application's own: the call as a whole may well succeed.
    const handled = () => call().catch(() => "handled");
    await llm.withPrompt(PROMPT, () => llm.request(MODEL, handled));
    await llm.tool({ name: "lookup_order" }, handled);
  }
  await server.close();
  await llm.flush(5000);
}

void main();
