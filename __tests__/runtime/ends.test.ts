import { createTestTelemetry, llmMatchers } from "../../runtime/testing";
import type { LlmTelemetry } from "../../runtime";
import {
  CHUNKS,
  COMPLETION,
  MODEL,
  PROMPT,
  RateLimitError,
  service,
  stream,
} from "./support/fixtures";

expect.extend(llmMatchers);

type Llm = LlmTelemetry<typeof service>;
type Tags = Readonly<Record<string, unknown>>;

const SUCCESS = { "llm.status": "success", "llm.input_tokens": 120, "llm.output_tokens": 30 };
const FAILED = { "llm.status": "error", "llm.error_type": "rate_limit" };

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

/** Every way in which a model call can end, and the tags that its span has then. */
const ENDS: readonly (readonly [string, (llm: Llm) => unknown, Tags])[] = [
  ["returns a value", (llm) => llm.request(MODEL, () => COMPLETION), SUCCESS],
  ["resolves", (llm) => llm.request(MODEL, () => Promise.resolve(COMPLETION)), SUCCESS],
  [
    "throws",
    (llm) =>
      llm.request(MODEL, () => {
        throw new RateLimitError();
      }),
    FAILED,
  ],
  ["rejects", (llm) => llm.request(MODEL, () => Promise.reject(new RateLimitError())), FAILED],
  [
    "is streamed to the end",
    (llm) => readAll(llm.request(MODEL, () => stream(CHUNKS))),
    { ...SUCCESS, "llm.streaming": "true", "llm.finish_reason": "stop" },
  ],
  [
    "resolves to a stream that is read to the end",
    async (llm) => readAll(await llm.request(MODEL, () => Promise.resolve(stream(CHUNKS)))),
    { ...SUCCESS, "llm.streaming": "true" },
  ],
  [
    "is a stream that the application breaks off",
    async (llm) => {
      for await (const event of llm.request(MODEL, () => stream(CHUNKS))) {
        void event;
        break;
      }
    },
    { "llm.status": "success", "llm.streaming": "true", "llm.input_tokens": undefined },
  ],
  [
    "is a stream whose reader throws",
    async (llm) => {
      for await (const event of llm.request(MODEL, () => stream(CHUNKS))) {
        throw new Error(`cannot read ${typeof event}`);
      }
    },
    { "llm.status": "success", "llm.streaming": "true" },
  ],
  [
    "is a stream that fails midway",
    (llm) => readAll(llm.request(MODEL, () => stream(CHUNKS.slice(0, 2), new RateLimitError()))),
    { ...FAILED, "llm.streaming": "true" },
  ],
  [
    "is a web stream read to the end",
    (llm) => readAll(llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS)))),
    { ...SUCCESS, "llm.streaming": "true" },
  ],
  [
    "is a web stream that its reader cancels",
    async (llm) => {
      const reader = llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS))).getReader();
      await reader.read();
      await reader.cancel();
    },
    { "llm.status": "success", "llm.streaming": "true" },
  ],
  [
    "is a web stream piped to its end",
    (llm) =>
      llm
        .request(MODEL, () => ReadableStream.from(stream(CHUNKS)))
        .pipeThrough(new TransformStream())
        .pipeTo(new WritableStream()),
    SUCCESS,
  ],
  [
    "is a web stream in two branches",
    (llm) => {
      const branches = llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS))).tee();
      return Promise.all(branches.map((branch) => readAll(branch)));
    },
    SUCCESS,
  ],
  [
    "is an aborted request",
    (llm) => llm.request(MODEL, () => Promise.reject(new DOMException("", "AbortError"))),
    { "llm.status": "error", "llm.error_type": "timeout" },
  ],
  [
    "fails because something inside it failed",
    (llm) =>
      llm.request(MODEL, () =>
        llm.tool({ name: "lookup_order" }, () => Promise.reject(new RateLimitError())),
      ),
    FAILED,
  ],
  [
    "is ended by hand",
    (llm) => {
      llm.startRequest(MODEL).end({ inputTokens: 120, outputTokens: 30 });
    },
    SUCCESS,
  ],
  [
    "is failed by hand",
    (llm) => {
      llm.startRequest(MODEL).fail(new RateLimitError());
    },
    FAILED,
  ],
];

it.each(ENDS)(
  "a call that %s finishes its span, so that its trace is sent",
  async (_way, act, tags) => {
    const telemetry = createTestTelemetry(service);
    const outcome = telemetry.llm.withPrompt(PROMPT, async () => act(telemetry.llm));
    await outcome.catch(() => undefined);
    expect(telemetry.spans.filter((span) => span.name === "llm.request")).toHaveLength(1);
    expect(telemetry).toHaveSpan("llm.request", tags);
    expect(telemetry).toHaveMetric("llm.requests", { model: "gpt-4.1" }, 1);
  },
);

describe("a call that nobody ends", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each<[string, (llm: Llm) => unknown, Tags]>([
    [
      "a stream that is never read succeeded, because nobody wanted more",
      (llm) => llm.request(MODEL, () => stream(CHUNKS)),
      { "llm.status": "success", "llm.streaming": "true" },
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
      "a promise of a client that is never awaited timed out",
      (llm) =>
        llm.request(MODEL, () =>
          // eslint-disable-next-line unicorn/no-thenable -- the shape of a lazy client promise
          ({ then: () => undefined, parse: () => undefined, asResponse: () => undefined }),
        ),
      { "llm.status": "error", "llm.error_type": "timeout" },
    ],
  ])("%s", async (_what, act, tags) => {
    const telemetry = createTestTelemetry(service, { abandonAfterMs: 1000 });
    void telemetry.llm.withPrompt(PROMPT, () => act(telemetry.llm));
    await Promise.resolve();
    expect(telemetry.spans).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1200);
    expect(telemetry).toHaveSpan("llm.request", tags);
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
