import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { compiledFile } from "../../support/compiled-sources";
import { type LocalAgent, type LocalAgentOptions, startLocalAgent } from "../../../lab/agent";

/** A start of dd-trace takes seconds on a busy machine. */
const PATIENCE_MS = 30_000;
jest.setTimeout(PATIENCE_MS);

const open: LocalAgent[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((agent) => agent.close()));
});

/** Runs dd-trace against an agent until the process has ended by itself, with all of it sent. */
async function emitTo(options: LocalAgentOptions, env: Record<string, string> = {}) {
  const agent = await startLocalAgent(options);
  open.push(agent);
  const child = spawn(process.execPath, [compiledFile(join(__dirname, "emit-telemetry.ts"))], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      PATH: process.env["PATH"] ?? "",
      DD_SERVICE: "support-agent",
      DD_ENV: "production",
      DD_VERSION: "1.2.3",
      DD_TRACE_AGENT_URL: agent.url,
      DD_DOGSTATSD_HOST: "127.0.0.1",
      DD_DOGSTATSD_PORT: String(agent.udpPort),
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      ...env,
    },
  });
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  await agent.waitFor(() => agent.spans.length === 3 && latency(agent) !== undefined, PATIENCE_MS);
  return agent;
}

function spanNamed(agent: LocalAgent, name: string) {
  return agent.spans.find((span) => span.name === name)!;
}

function latency(agent: LocalAgent) {
  return agent.metrics.find(({ name }) => name === "llm.latency_ms");
}

function expectTheEmittedTrace(agent: LocalAgent): void {
  const root = spanNamed(agent, "request.root");
  const llm = spanNamed(agent, "llm.request");
  const tool = spanNamed(agent, "tool.call");
  expect(root).toMatchObject({ parentId: 0n, resource: "GET /", type: "web", error: 0 });
  expect(root.meta).toMatchObject({ env: "production", version: "1.2.3" });
  expect(llm).toMatchObject({
    traceId: root.traceId,
    parentId: root.spanId,
    resource: "support_triage",
    service: "support-agent",
    links: [{ traceId: root.traceId, spanId: root.spanId, attributes: { reason: "retry" } }],
  });
  expect(llm.meta["llm.model"]).toBe("gpt-4.1");
  expect(llm.metrics).toMatchObject({ "llm.input_tokens": 1840, "llm.cost": 0.0098 });
  expect(tool).toMatchObject({ parentId: root.spanId, error: 1 });
  expect(tool.meta["error.message"]).toBe("No such order.");
  expect(root.start <= llm.start && llm.duration <= root.duration).toBe(true);
  const hour = 3_600_000_000_000n;
  const now = BigInt(Date.now()) * 1_000_000n;
  expect(root.start > now - hour && root.start < now + hour).toBe(true);
}

function expectTheEmittedMetrics(agent: LocalAgent, transport: "http" | "udp"): void {
  const own = agent.metrics.filter(({ name }) => !name.startsWith("datadog."));
  const identity = ["service:support-agent", "env:production", "version:1.2.3"];
  const byName = Object.fromEntries(own.map((point) => [point.name, point]));
  expect(own).toHaveLength(3);
  expect(byName["llm.requests"]).toMatchObject({ type: "c", values: [5], transport });
  expect(byName["queue.length"]).toMatchObject({ type: "g", values: [0.5], transport });
  expect(byName["llm.latency_ms"]).toMatchObject({ type: "d", values: [1430.25], transport });
  expect(byName["llm.requests"]!.tags).toEqual(
    expect.arrayContaining([...identity, "feature:chat", "model:gpt-4.1"]),
  );
}

describe("what the real dd-trace sends", () => {
  it("arrives as v0.4 traces and as DogStatsD over HTTP, because these are its defaults", async () => {
    const agent = await emitTo({});
    expectTheEmittedTrace(agent);
    expectTheEmittedMetrics(agent, "http");
    expect(agent.requests["/v0.4/traces"]).toBeGreaterThan(0);
    expect(agent.requests.udp).toBe(0);
    expect(agent.malformed).toMatchObject({ total: 0 });
  });

  it("arrives as the same spans over v0.5, because only the encoding differs", async () => {
    const agent = await emitTo({}, { DD_TRACE_AGENT_PROTOCOL_VERSION: "0.5" });
    expectTheEmittedTrace(agent);
    expect(agent.requests["/v0.5/traces"]).toBeGreaterThan(0);
    expect(agent.requests["/v0.4/traces"]).toBe(0);
    expect(agent.malformed).toMatchObject({ total: 0 });
  });

  it("arrives over UDP where the proxy answers 404, because dd-trace then changes over", async () => {
    const agent = await emitTo({ faults: { "/dogstatsd/v2/proxy": { status: 404 } } });
    expectTheEmittedMetrics(agent, "udp");
    expect(agent.requests["/dogstatsd/v2/proxy"]).toBeGreaterThan(0);
    expect(agent.malformed).toMatchObject({ total: 0 });
  });

  it("is not sent twice where the proxy works, because a batch goes over one transport", async () => {
    const agent = await emitTo({});
    const counts = agent.metrics.filter(({ name }) => name === "llm.requests");
    expect(counts.flatMap(({ values }) => values)).toEqual([5]);
  });
});
