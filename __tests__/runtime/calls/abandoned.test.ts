import type { LlmTelemetry } from "../../../runtime";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { CHUNKS, COMPLETION, MODEL, PROMPT, service, stream } from "../support/fixtures";

expect.extend(llmMatchers);

type Llm = LlmTelemetry<typeof service>;
type Tags = Readonly<Record<string, unknown>>;

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
