/** Imports of a consumer, per module system and language. Each leaves `loaded` to be asked. */
export const IMPORTS = {
  "esm.mjs": `
    import { createRequire } from "node:module";
    import tracer from "dd-trace";
    import { createLlmTelemetry } from "datadog-llm/runtime";
    const loaded = createRequire(import.meta.url).cache;`,
  "cjs.cjs": `
    const tracer = require("dd-trace");
    const { createLlmTelemetry } = require("datadog-llm/runtime");
    const loaded = require.cache;`,
  "typed-esm.mts": `
    import { createRequire } from "node:module";
    import tracer from "dd-trace";
    import { createLlmTelemetry } from "datadog-llm/runtime";
    const loaded = createRequire(import.meta.url).cache;`,
  "typed-cjs.cts": `
    import tracer from "dd-trace";
    import { createLlmTelemetry } from "datadog-llm/runtime";
    const loaded = require.cache;`,
} as const;

/** What every consumer does: valid as JavaScript and, by inference alone, as strict TypeScript. */
export const BODY = `
const logged = [{}].slice(1);
const llm = createLlmTelemetry({
  tracer: tracer.init(),
  service: {
    service: "helpdesk",
    env: "production",
    team: "support-ai",
    features: { chat: {} },
    prompts: { answer: { structuredOutput: true } },
    models: { anthropic: ["claude-sonnet-4"] },
    tools: ["lookup_order"],
    evals: { answer_correctness: "correctness" },
  },
  logger: { info: (record) => void logged.push(record) },
});
const answer = {
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-20250514",
  usage: { input_tokens: 1840, output_tokens: 312 },
};

async function main() {
  const prompt = { name: "answer", version: "2026-06-01.3", feature: "chat" } as const;
  const returned = await llm.withPrompt(prompt, () =>
    llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => Promise.resolve(answer)),
  );
  llm.evaluation({ name: "answer_correctness", score: 0.82, pass: true });
  const flushed = await llm.flush(1000);
  const same = returned === answer;
  console.log(JSON.stringify({ same, flushed, logged, modules: Object.keys(loaded) }));
}

void main();
`;

/** What must not compile: an alert would never see it. */
export const MISSPELT = `
llm.withPrompt({ name: "answer", version: "1", feature: "chatt" }, () => undefined);
llm.tool({ name: "lookup_orders" }, () => undefined);
`;

/** A unit test of a consumer, with Jest's own types beside the package's matchers. */
export const UNIT_TEST = `
import { createTestTelemetry, llmMatchers } from "datadog-llm/runtime/testing";
import { defineLlmService } from "datadog-llm/telemetry";

const helpdesk = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: {} },
  models: { anthropic: ["claude-sonnet-4"] },
});

expect.extend(llmMatchers);
test("records the prompt version", () => {
  const telemetry = createTestTelemetry(helpdesk);
  telemetry.llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => 1);
  expect(telemetry).toHaveSpan("llm.request", { "llm.model": "claude-sonnet-4" });
});
`;

/** Each bridge, without the framework that it is for. */
export const BRIDGES = `
import { aiSdkMiddleware } from "datadog-llm/runtime/ai-sdk";
import { langChainHandler } from "datadog-llm/runtime/langchain";
import { mcpToolCaller } from "datadog-llm/runtime/mcp";
import { agentsTracingProcessor } from "datadog-llm/runtime/openai-agents";
import { promptFromFile } from "datadog-llm/runtime/prompts";
import { createTestTelemetry } from "datadog-llm/runtime/testing";
import { defineLlmService } from "datadog-llm/telemetry";

const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: {} },
  models: { anthropic: ["claude-sonnet-4"] },
  tools: ["lookup_order"],
});
const { llm, spans } = createTestTelemetry(service);
const prompt = { ...promptFromFile("package.json", { name: "answer" }), feature: "chat" } as const;
const callTool = mcpToolCaller(llm, { callTool: async (params: { name: string }) => params });
await llm.withPrompt(prompt, () => callTool({ name: "lookup_order" }));
const made = [aiSdkMiddleware(llm), langChainHandler(llm), agentsTracingProcessor(llm, { model: "claude-sonnet-4" })];
console.log(JSON.stringify({ made: made.length, spans: spans.map((span) => span.name) }));
`;

/** Everything that a service and its unit tests import. */
export const EVERY_ENTRY = `
import { createRequire } from "node:module";
import { createLlmTelemetry } from "datadog-llm/runtime";
import { createTestTelemetry, llmMatchers } from "datadog-llm/runtime/testing";
import { defineLlmService, InvalidInputError } from "datadog-llm/telemetry";

let isOwnError;
try {
  defineLlmService({});
} catch (error) {
  isOwnError = error instanceof InvalidInputError;
}
const service = defineLlmService({
  service: "helpdesk",
  env: "production",
  team: "support-ai",
  features: { chat: {} },
  prompts: { answer: {} },
  models: { anthropic: ["claude-sonnet-4"] },
});
const telemetry = createTestTelemetry(service);
telemetry.llm.request({ provider: "anthropic", model: "claude-sonnet-4" }, () => 1);
const recorded = telemetry.spans.map((span) => span.name);
const sameClass =
  createLlmTelemetry({ tracer: {}, service }).constructor === telemetry.llm.constructor;
const modules = Object.keys(createRequire(import.meta.url).cache);
console.log(JSON.stringify({ modules, isOwnError, sameClass, recorded, matchers: Object.keys(llmMatchers) }));
`;
