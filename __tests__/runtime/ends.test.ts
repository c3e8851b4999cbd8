import { createTestTelemetry, llmMatchers } from "../../runtime/testing";
import type { LlmTelemetry } from "../../runtime";
import { startLocalAgent } from "../../lab/agent";
import { ENDS } from "./support/ends";
import { CHUNKS, COMPLETION, MODEL, PROMPT, service, stream } from "./support/fixtures";
import { runService } from "./support/service-process";

expect.extend(llmMatchers);

type Llm = LlmTelemetry<typeof service>;
type Tags = Readonly<Record<string, unknown>>;

it.each(ENDS)(
  "a call that %s finishes its span, so that its trace is sent",
  async (_way, act, tags) => {
    const telemetry = createTestTelemetry(service);
    await telemetry.llm
      .withPrompt(PROMPT, () => Promise.resolve().then(() => act(telemetry.llm)))
      .catch(() => undefined);
    expect(telemetry.spans.filter((span) => span.name === "llm.request")).toHaveLength(1);
    expect(telemetry).toHaveSpan("llm.request", tags);
    expect(telemetry).toHaveMetric("llm.requests", { model: "gpt-4.1" }, 1);
  },
);

it("the trace of every such call arrives at the agent, because one open span withholds it all", async () => {
  const agent = await startLocalAgent();
  try {
    await runService(agent, "ends");
    await agent.waitFor(
      () => agent.spans.filter(({ parentId }) => parentId === 0n).length === ENDS.length,
    );
    const traces = new Set(agent.spans.map(({ traceId }) => traceId));
    expect(traces.size).toBe(ENDS.length);
  } finally {
    await agent.close();
  }
}, 20_000);

describe("a call that nobody ends", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, (llm: Llm) => unknown, Tags]>([
    [
      "a stream that is never read is unread, because nobody knows how it would have gone",
      (llm) => llm.request(MODEL, () => stream(CHUNKS)),
      { "llm.status": "unread", "llm.streaming": "true", "llm.latency_ms": undefined },
    ],
    [
      "a stream left after one event keeps what it said",
      (llm) => llm.request(MODEL, () => stream(CHUNKS)).next(),
      { "llm.status": "success" },
    ],
    [
      "a promise that never settles timed out",
      (llm) => llm.request(MODEL, () => new Promise(() => undefined)),
      { "llm.status": "error", "llm.error_type": "timeout" },
    ],
    [
      "a lazy promise that nobody asks is unread, because a false timeout would page someone",
      (llm) =>
        llm.request(MODEL, () => ({
          then: () => undefined,
          parse: () => undefined,
          asResponse: () => undefined,
        })),
      { "llm.status": "unread", "llm.error_type": undefined },
    ],
    [
      "a lazy promise that was asked and never settles timed out",
      (llm) => {
        llm.request(MODEL, () => ({ then: () => undefined })).then();
      },
      { "llm.status": "error", "llm.error_type": "timeout" },
    ],
    [
      "a handle that nobody ends is unread",
      (llm) => void llm.startRequest(MODEL),
      { "llm.status": "unread" },
    ],
  ])("%s", async (_what, act, tags) => {
    const telemetry = createTestTelemetry(service, { abandonAfterMs: 1000 });
    void telemetry.llm.withPrompt(PROMPT, () => act(telemetry.llm));
    await Promise.resolve();
    expect(telemetry.spans).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1200);
    expect(telemetry).toHaveSpan("llm.request", tags);
    const timed = telemetry.metrics.filter(({ name }) => name === "llm.latency_ms");
    expect(timed).toHaveLength(tags["llm.status"] === "unread" ? 0 : 1);
  });

  it("leaves no timer behind, because telemetry must not keep a process alive", async () => {
    const { llm } = createTestTelemetry(service, { abandonAfterMs: 1000 });
    await llm.request(MODEL, () => Promise.resolve(COMPLETION));
    await jest.advanceTimersByTimeAsync(200);
    expect(jest.getTimerCount()).toBe(0);
  });
});

it("times a stream to its first token and to its end", async () => {
  let now = 0;
  const telemetry = createTestTelemetry(service, { clock: () => now });
  const events = telemetry.llm.request(MODEL, () => stream(CHUNKS));
  for await (const event of events) {
    void event;
    now += 100;
  }
  // The first chunk holds only a role.
  expect(telemetry).toHaveSpan("llm.request", {
    "llm.first_token_latency_ms": 100,
    "llm.latency_ms": 300,
  });
  expect(telemetry).toHaveMetric("llm.first_token_latency_ms", {}, 100);
});
