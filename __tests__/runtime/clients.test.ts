import { defineLlmService, normalizeTagValue } from "../../telemetry";
import { startLocalAgent } from "../../lab/agent";
import { createTestTelemetry, llmMatchers, type TestTelemetry } from "../../runtime/testing";
import {
  json,
  malformed,
  rateLimited,
  serverError,
  startLlmServer,
  type LlmServer,
} from "../support/llm-server";
import { CLIENTS, type CallSettings, type ClientCase } from "./support/clients";
import { PROMPT, service as fixture } from "./support/fixtures";
import { runService } from "./support/service-process";

expect.extend(llmMatchers);

const service = defineLlmService({
  ...fixture,
  models: { openai: ["gpt-4o"], anthropic: ["claude-sonnet-4-6"] },
});
const LONG_MS = 60_000;

let server: LlmServer;
let telemetry: TestTelemetry<typeof fixture>;

beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());
beforeEach(() => {
  telemetry = createTestTelemetry<typeof fixture>(service as never);
  jest.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  // Getters of a client's answers may warn; observing must not set them off.
  expect(console.warn).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

describe.each(CLIENTS.map((client) => [client.name, client] as const))("%s", (_name, client) => {
  const succeeded = { "llm.status": "success", ...client.tokens };

  it("that answers has its tokens and its cost", async () => {
    server.respondWith(client.answer);
    await create(client);
    expectSpan({ ...succeeded, "llm.finish_reason": "stop", "llm.streaming": "false" });
    expectCost(client);
  });

  it("that streams has the same tokens and cost, and a first token", async () => {
    server.respondWith(client.streamed);
    await readAll(await stream(client));
    expectSpan({ ...succeeded, "llm.finish_reason": "stop", "llm.streaming": "true" });
    expect(telemetry).toHaveMetric("llm.first_token_latency_ms");
    expectCost(client);
  });

  it("that calls a tool says so", async () => {
    server.respondWith(client.toolCall);
    await create(client);
    expectSpan({ ...succeeded, "llm.finish_reason": "tool_call" });
  });

  it("that refuses says so", async () => {
    const [reply, tags] = client.refusal;
    server.respondWith(reply);
    await create(client);
    expectSpan(tags);
  });

  it("that succeeds after a 429 is one request that succeeded", async () => {
    server.respondWith(rateLimited(), client.answer);
    await create(client, { retries: 1 });
    expectSpan(succeeded);
    expect(telemetry.metrics.some(({ name }) => name === "llm.errors")).toBe(false);
    expectCost(client);
  });

  it.each([
    ["limited", rateLimited(), "rate_limit"],
    ["broken", serverError(), "provider"],
    ["given a bad request", json({ error: { message: "no" } }, { status: 400 }), "other"],
  ])("that is %s fails with the client's error, and costs nothing", async (_how, reply, type) => {
    server.respondWith(reply);
    await expect(create(client)).rejects.toThrow();
    expectFailure(type);
  });

  it("whose answer is no JSON gives the application the client's own result or error", async () => {
    server.respondWith(malformed());
    await create(client).catch(() => undefined);
    expect(telemetry.spans).toHaveLength(1);
    expect(telemetry.metrics.some(({ name }) => name === "llm.input_tokens")).toBe(false);
  });

  it.each([
    ["limited", rateLimited(), "rate_limit"],
    ["broken", serverError(), "provider"],
  ])("whose stream is %s before it begins fails, too", async (_how, reply, type) => {
    server.respondWith(reply);
    await stream(client)
      .then((events) => readAll(events))
      .catch(() => undefined);
    expectFailure(type);
  });
});

it("whose time is up, or whom the application aborts, fails as a timeout", async () => {
  const agent = await startLocalAgent();
  try {
    // Clients look for errors of their own realm, and Jest's `fetch` throws those of another.
    await runService(agent, "time-limits");
    const expected = CLIENTS.flatMap(({ name }) => {
      const variant = normalizeTagValue("prompt_variant", name);
      return [`${variant} aborted: timeout`, `${variant} late: timeout`];
    });
    await agent.waitFor(() => agent.spans.length >= expected.length);
    const spans = agent.spans.map(
      ({ meta }) =>
        `${meta["llm.prompt_variant"]} ${meta["llm.prompt_version"]}: ${meta["llm.error_type"]}`,
    );
    expect(spans.sort()).toEqual(expected.sort());
  } finally {
    await agent.close();
  }
}, 30_000);

function settings(given: Partial<CallSettings>): CallSettings {
  return { url: server.url, retries: 0, timeoutMs: LONG_MS, ...given };
}

function wrapperOf({ provider, model }: ClientCase) {
  const { llm } = telemetry;
  const choice = { provider, model } as never;
  return <T>(call: () => T): T => llm.withPrompt(PROMPT, () => llm.request(choice, call));
}

async function create(client: ClientCase, given: Partial<CallSettings> = {}): Promise<void> {
  await wrapperOf(client)(() => client.create(settings(given)));
}

function stream(client: ClientCase): Promise<AsyncIterable<unknown>> {
  return client.stream(settings({}), wrapperOf(client));
}

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

function expectSpan(tags: Readonly<Record<string, string | number>>): void {
  expect(telemetry.spans).toHaveLength(1);
  expect(telemetry).toHaveSpan("llm.request", tags);
  expect(telemetry).toHaveMetric("llm.requests", {}, 1);
}

function expectCost({ costUsd }: ClientCase): void {
  const costs = telemetry.metrics.filter(({ name }) => name === "llm.estimated_cost_usd");
  expect(costs.map(({ value }) => value)).toEqual([expect.closeTo(costUsd, 9)]);
}

function expectFailure(type: string): void {
  expectSpan({ "llm.status": "error", "llm.error_type": type });
  expect(telemetry).toHaveMetric("llm.errors", { error_type: type }, 1);
  expect(telemetry.metrics.some(({ name }) => name === "llm.estimated_cost_usd")).toBe(false);
}
