import { createLlmTelemetry } from "../../../runtime";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import {
  CHUNKS,
  COMPLETION,
  manualClock,
  MODEL,
  PROMPT,
  service,
  stream,
} from "../support/fixtures";

expect.extend(llmMatchers);

const telemetry = createTestTelemetry(service);
const { llm } = telemetry;
beforeEach(() => telemetry.clear());

const total = (name: string) =>
  telemetry.metrics
    .filter((point) => point.name === name)
    .reduce((sum, { value }) => sum + value, 0);

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

describe("a request around another", () => {
  const inner = () => llm.request(MODEL, () => Promise.resolve(COMPLETION));

  it("is a task, because the same tokens are in both answers", async () => {
    await llm.withPrompt(PROMPT, () => llm.request(MODEL, inner));
    expect([total("llm.requests"), total("llm.input_tokens")]).toEqual([1, 120]);
    expect(telemetry).toHaveSpan("llm.request", { "llm.operation": "task" });
    expect(telemetry).toHaveSpan("llm.request", { "llm.operation": "chat" });
    const told = telemetry.logs.find(({ message }) => message.startsWith("A model call holds"));
    expect(told?.record).toEqual({ model: MODEL.model });
  });

  it("is another call below a tool, and both count", async () => {
    await llm.request(MODEL, async () => {
      await llm.tool({ name: "lookup_order" }, inner);
      return COMPLETION;
    });
    expect([total("llm.requests"), total("llm.input_tokens")]).toEqual([2, 240]);
  });

  it("does not reach calls beside it or after it", async () => {
    await llm.withPrompt(PROMPT, async () => {
      await Promise.all([inner(), inner()]);
      await inner();
    });
    expect(total("llm.requests")).toBe(3);
  });
});

describe("an answer that nobody can read", () => {
  it("is told of once for each shape, by its name alone", async () => {
    class Reply {
      readonly text = "secret";
    }
    for (let call = 0; call < 3; call++)
      await llm.request(MODEL, () => Promise.resolve(new Reply()));
    await readAll(llm.request(MODEL, () => stream([new Reply()])));
    const told = telemetry.logs.filter(({ message }) => message.includes("not recognised"));
    expect(told.map(({ record }) => record["answer"])).toEqual(["Reply"]);
    expect(JSON.stringify(telemetry.logs)).not.toContain("secret");
    expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "unrecognised" });
    expect(telemetry).toHaveMetric("llm.cost_unknown", { cost_unknown: "usage" });
  });

  it("is told of where only a stream gives it", async () => {
    await readAll(llm.request(MODEL, () => stream([{ words: "a" }, { words: "b" }])));
    expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "unrecognised" }, 1);
  });

  it("is no matter where the application told the tokens", async () => {
    await llm.request(MODEL, (request) => {
      request.set({ inputTokens: 1, outputTokens: 1 });
      return Promise.resolve("text");
    });
    expect(total("llm.telemetry_dropped")).toBe(0);
  });
});

it("the first token of a runner's streams is that of the first stream, not the stream itself", async () => {
  const clock = manualClock();
  const { llm, spans } = createTestTelemetry(service, { clock });
  const parts = [{ part: { type: "text-delta", text: "a" } }, { part: { type: "finish" } }];
  const turn = {
    baseStream: ReadableStream.from(parts),
    textStream: 1,
    fullStream: 1,
    finishReason: 1,
  };
  for await (const { baseStream } of llm.request(MODEL, () => stream([turn]))) {
    clock.advance(500);
    await readAll(baseStream);
  }
  expect(spans[0]!.tags["llm.first_token_latency_ms"]).toBe(500);
});

describe("a stream of which the first events say nothing of its format", () => {
  const recorded = async (events: readonly unknown[]) => {
    const clock = manualClock();
    const { llm, spans, logs } = createTestTelemetry(service, { clock });
    for await (const event of llm.request(MODEL, () => stream(events))) {
      void event;
      clock.advance(500);
    }
    const warnings = logs.filter(({ message }) => message.includes("not recognised"));
    return { tags: spans[0]!.tags, warnings };
  };

  it("is read from where it says it", async () => {
    const { tags, warnings } = await recorded([{ type: "keepalive" }, ...CHUNKS]);
    expect(tags).toMatchObject({ "llm.input_tokens": 120, "llm.first_token_latency_ms": 1000 });
    expect(warnings).toEqual([]);
  });

  it("is given up after sixteen, whose first is the best guess at the first token", async () => {
    const signs = Array.from({ length: 16 }, () => ({ type: "keepalive" }));
    const { tags, warnings } = await recorded([...signs, CHUNKS[0]]);
    expect(tags).toMatchObject({ "llm.first_token_latency_ms": 0 });
    expect(warnings).toHaveLength(1);
  });

  it("was not cut off for all that anyone can tell", async () => {
    const { tags } = await recorded([{ type: "own" }, CHUNKS[0]]);
    expect(tags["llm.status"]).toBe("success");
  });

  it("has counts that are running totals, where nobody knows it", async () => {
    const counted = (output: number) => ({ usage: { input_tokens: 9, output_tokens: output } });
    const { tags } = await recorded([counted(1), { data: counted(3) }]);
    expect(tags).toMatchObject({ "llm.input_tokens": 9, "llm.output_tokens": 3 });
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

it("a result that lets nobody look costs its caller nothing, and is counted", () => {
  const closed = new Proxy(
    {},
    {
      get() {
        throw new Error("closed");
      },
    },
  );
  expect(llm.withPrompt(PROMPT, () => closed)).toBe(closed);
  expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "internal" }, 1);
});

it("facts that are null or not there are no tags, and no invalid ones", () => {
  llm.request(MODEL, (request) =>
    request.set({ inputTokens: null, finishReason: undefined } as never),
  );
  expect(Object.values(telemetry.spans[0]!.tags)).not.toContain(undefined);
  expect(telemetry.spans[0]!.tags).not.toHaveProperty("llm.output_tokens");
  expect(telemetry).not.toHaveMetric("llm.telemetry_dropped", { reason: "invalid" });
  llm.request(MODEL, (request) => request.set({ inputTokens: "a text" } as never));
  expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "invalid" });
  llm.request(MODEL, (request) => request.set({ outputTokens: Infinity }));
  expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "non_finite" }, 1);
});

it("what stands beside a stream is read too, such as the attempts of AWS's client", async () => {
  const response = { $metadata: { attempts: 3 }, stream: stream([{ messageStart: {} }]) };
  const { stream: events } = await llm.request(MODEL, () => Promise.resolve(response));
  await readAll(events);
  expect(telemetry).toHaveSpan("llm.request", { "llm.retry_count": 2 });
  expect(telemetry).toHaveMetric("llm.retries", {}, 2);
});

it("a stream that ends without saying why is the provider's failure, and one that is left is not", async () => {
  await readAll(llm.request(MODEL, () => stream(CHUNKS.slice(0, 2))));
  for await (const event of llm.request(MODEL, () => stream(CHUNKS))) {
    void event;
    break;
  }
  expect(telemetry.spans.map(({ tags }) => tags["llm.error_type"])).toEqual([
    "provider",
    undefined,
  ]);
});

describe("a stream that the application aborts", () => {
  const ends = () =>
    telemetry.spans.map(({ tags }) => [tags["llm.status"], tags["llm.error_type"]]);

  it("was left, where its client ends the iteration without a word", async () => {
    // As the streams of OpenAI's and Anthropic's clients do.
    const controller = new AbortController();
    const events = {
      controller,
      async *[Symbol.asyncIterator]() {
        for await (const event of stream(CHUNKS)) {
          if (controller.signal.aborted) return;
          yield event;
        }
      },
    };
    for await (const event of llm.request(MODEL, () => events)) {
      void event;
      controller.abort();
    }
    expect(ends()).toEqual([["success", undefined]]);
  });

  it("was left, where its client throws the abort", async () => {
    const failing = (error: Error) =>
      (async function* () {
        yield* await Promise.resolve(CHUNKS.slice(0, 1));
        throw error;
      })();
    const errors = ["AbortError", "TimeoutError"].map((name) => new DOMException("", name));
    for (const error of errors) {
      await expect(readAll(llm.request(MODEL, () => failing(error)))).rejects.toBe(error);
    }
    expect(ends()).toEqual([
      ["success", undefined],
      ["error", "timeout"],
    ]);
  });
});

describe("the operation", () => {
  const vectors = { object: "list", data: [{ embedding: [1] }], usage: { prompt_tokens: 1000 } };

  it("comes from the answer, and stands on every metric of the request", async () => {
    await llm.request(MODEL, () => Promise.resolve(vectors));
    for (const name of ["llm.requests", "llm.latency_ms", "llm.input_tokens"] as const) {
      expect(telemetry).toHaveMetric(name, { operation: "embeddings" });
    }
  });

  it("comes from the call where it fails", async () => {
    const failing = () => Promise.reject(new Error("no"));
    await llm.request({ ...MODEL, operation: "speech" }, failing).catch(() => undefined);
    expect(telemetry).toHaveMetric("llm.errors", { operation: "speech", error_type: "other" });
  });

  it("is bounded, whatever is given", async () => {
    await llm.request({ ...MODEL, operation: "x" as "chat" }, () => Promise.resolve(COMPLETION));
    expect(telemetry).toHaveMetric("llm.requests", { operation: "chat" });
    expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "invalid" });
  });
});

describe("a tracer that nobody starts", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it.each([
    [false, 1],
    [true, 0],
  ])("started late: %s; warnings: %d", async (startsLate, warnings) => {
    const tracer = new RecordingTracer();
    const inject = tracer.inject.bind(tracer);
    let isStarted = false;
    tracer.inject = (...args) => {
      if (isStarted) inject(...args);
    };
    const told: string[] = [];
    const logger = {
      info: () => undefined,
      warn: (_record: object, message: string) => void told.push(message),
    };
    const own = createLlmTelemetry({ tracer, service, logger });
    isStarted = startsLate;
    await jest.advanceTimersByTimeAsync(5000);
    expect(told.filter((message) => message.includes("was not started"))).toHaveLength(warnings);
    if (!startsLate) expect(await own.flush(10)).toBe(false);
  });
});

it("counts a cache hit where tokens came from a cache, and no other", () => {
  const usage = (cached: number) => ({
    ...COMPLETION,
    usage: { ...COMPLETION.usage, prompt_tokens_details: { cached_tokens: cached } },
  });
  for (const answer of [COMPLETION, usage(0)]) llm.request(MODEL, () => answer);
  expect(total("llm.cache_hits")).toBe(0);
  llm.request(MODEL, () => usage(40));
  expect(total("llm.cache_hits")).toBe(1);
});

it("counts the attempts after the first, where there were some", () => {
  llm.request(MODEL, () => COMPLETION);
  expect(telemetry).not.toHaveMetric("llm.retries");
  llm.request(MODEL, (request) => (request.set({ retries: 2 }), COMPLETION));
  expect(telemetry).toHaveMetric("llm.retries", {}, 2);
});

it("has the hash of a user's id, and says once that an id in the clear is none", () => {
  const told = (userIdHash: string) =>
    llm.withPrompt({ ...PROMPT, userIdHash }, () => llm.request(MODEL, () => COMPLETION));
  for (const id of ["0123456789abcdef", "jane@example.com", "user-4711"]) told(id);
  const hashes = telemetry.spans.map(({ tags }) => tags["llm.user_id_hash"]);
  expect(hashes).toEqual(["0123456789abcdef", undefined, undefined]);
  expect(total("llm.telemetry_dropped")).toBe(2);
  const notices = telemetry.logs.filter(({ message }) => message.includes("userIdHash"));
  expect(notices.map(({ record }) => record)).toEqual([{}]);
});

it("counts what it is told after its end as lost, because span and metrics are gone", () => {
  let handle: { set(facts: { readonly retries: number }): void } | undefined;
  llm.request(MODEL, (request) => {
    handle = request;
    return COMPLETION;
  });
  telemetry.clear();
  handle?.set({ retries: 3 });
  expect(telemetry).toHaveMetric("llm.telemetry_dropped", { reason: "invalid" }, 1);
  expect(total("llm.retries")).toBe(0);
});

it.each([
  ["the price source", { cost: () => -1 }, undefined],
  ["the application", { cost: () => 0.5 }, -1],
])("sends no negative cost of %s, because it would hide what others cost", (_who, prices, own) => {
  const priced = createTestTelemetry(service, { prices });
  priced.llm.request(MODEL, (request) => {
    if (own !== undefined) request.set({ costUsd: own });
    return COMPLETION;
  });
  const costs = priced.metrics.filter(({ name }) => name === "llm.estimated_cost_usd");
  expect(costs.filter(({ value }) => value < 0)).toEqual([]);
  expect(priced.spans[0]?.tags["llm.estimated_cost_usd"] ?? 0).toBeGreaterThanOrEqual(0);
});
