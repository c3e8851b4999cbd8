import { createLlmTelemetry } from "../../../runtime";
import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { RecordingTracer } from "../../../runtime/testing/recording-tracer";
import { COMPLETION, MODEL, PROMPT, service, stream } from "../support/fixtures";

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
