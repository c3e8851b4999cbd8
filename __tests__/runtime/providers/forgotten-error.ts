/**
 * Run in a process of its own by `forgotten-error.test.ts`: Jest takes unhandled rejections for
 * itself. Starts two streams that fail, observes them, handles no error, and prints what happened.
 */
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { serverError, startLlmServer } from "../../support/llm-server";
import { observe } from "./observe";

async function main(): Promise<void> {
  const server = await startLlmServer();
  server.respondWith(serverError());
  const unhandled: unknown[] = [];
  process.on("unhandledRejection", (error) => unhandled.push((error as Error).name));

  const options = { apiKey: "test", maxRetries: 0 };
  const messages = [{ role: "user" as const, content: "Hi" }];
  const openai = new OpenAI({ baseURL: server.url, ...options });
  const anthropic = new Anthropic({ baseURL: server.url, ...options });
  const endings = await Promise.all([
    observe(openai.chat.completions.stream({ model: "gpt-4o", messages })),
    observe(openai.responses.stream({ model: "gpt-4o", input: "Hi" })),
    observe(anthropic.messages.stream({ model: "claude-sonnet-4-0", max_tokens: 9, messages })),
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  console.log(
    JSON.stringify({ endings: endings.map(({ end }) => end), unhandled: unhandled.length }),
  );
  await server.close();
}

void main();
