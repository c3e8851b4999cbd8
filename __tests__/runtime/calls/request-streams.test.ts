import { createTestTelemetry, llmMatchers } from "../../../runtime/testing";
import { CHUNKS, manualClock, MODEL, service, stream } from "../support/fixtures";

expect.extend(llmMatchers);

const telemetry = createTestTelemetry(service);
const { llm } = telemetry;
beforeEach(() => telemetry.clear());

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

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
