/**
 * Real clients with dd-trace's own plugins on, as its set-up leaves them, a provider whose errors quote
 * the prompt, and a server of tools whose failures are texts. dd-trace patches what is required after its start.
 */
import type Anthropic from "@anthropic-ai/sdk";
import type OpenAI from "openai";
import type { Client as McpClient } from "@modelcontextprotocol/sdk/client/index.js" with {
  "resolution-mode": "import",
};
import type { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js" with {
  "resolution-mode": "import",
};
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js" with {
  "resolution-mode": "import",
};
import { mcpToolCaller } from "../../../runtime/mcp";
import { chatStream, json, sse, startLlmServer } from "../../support/llm-server";
import { MODEL, PROMPT } from "../support/fixtures";
import { startTelemetry } from "./telemetry";

const llm = startTelemetry({}, { plugins: true });
/* eslint-disable @typescript-eslint/no-require-imports -- see above */
const { default: OpenAi } = require("openai") as { default: typeof OpenAI };
const { default: AnthropicSdk } = require("@anthropic-ai/sdk") as { default: typeof Anthropic };
const { Client } = require("@modelcontextprotocol/sdk/client/index.js") as {
  Client: typeof McpClient;
};
const { InMemoryTransport: Transport } = require("@modelcontextprotocol/sdk/inMemory.js") as {
  InMemoryTransport: typeof InMemoryTransport;
};
/* eslint-enable */

const TEXT = "canary prompt text";
const messages = [{ role: "user" as const, content: TEXT }];

async function callModels(): Promise<void> {
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
  const midway = [...chatStream().slice(0, 2), { event: "error", data: { type: "error", error } }];
  server.respondWith(sse(midway));
  const read = async () => {
    const events = await openai.chat.completions.create({ model, messages, stream: true });
    for await (const event of events) void event;
  };
  await llm.request(MODEL, read).catch(() => undefined);
  await llm.request(MODEL, () => read().catch(() => undefined));
  await llm.tool({ name: "lookup_order" }, () => read().catch(() => undefined));
  await server.close();
}

/** Tools that fail by their result and by the protocol. */
async function callTools(): Promise<void> {
  const [ours, theirs] = Transport.createLinkedPair();
  theirs.onmessage = (message: JSONRPCMessage) => {
    if (!("id" in message) || !("method" in message)) return;
    const said = { jsonrpc: "2.0" as const, id: message.id };
    const { name, protocolVersion } = message.params ?? {};
    if (name === "refused") void theirs.send({ ...said, error: { code: -32602, message: TEXT } });
    else {
      const serverInfo = { name: "orders", version: "1" };
      const hello = { protocolVersion, capabilities: { tools: {} }, serverInfo };
      const failed = { content: [{ type: "text", text: TEXT }], isError: true };
      void theirs.send({ ...said, result: message.method === "initialize" ? hello : failed });
    }
  };
  await theirs.start();
  const client = new Client({ name: "test", version: "1" });
  await client.connect(ours);
  const callTool = mcpToolCaller(llm, client);
  for (const name of ["lookup_order", "refused"]) {
    await callTool({ name, arguments: { text: TEXT } }).catch(() => undefined);
  }
  await client.close();
}

async function main(): Promise<void> {
  await callModels();
  await callTools();
  await llm.flush(5000);
}

void main();
