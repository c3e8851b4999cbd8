import { createTestTelemetry } from "../../../runtime/testing";
import { COMPLETION, MODEL, RateLimitError, service, stream } from "../support/fixtures";

const TURN = { ...COMPLETION, object: "chat.completion" };
const BOTH = { "llm.input_tokens": 240, "llm.output_tokens": 60, "llm.status": "success" };
const ONE = { "llm.input_tokens": 120, "llm.output_tokens": 30, "llm.status": "success" };

/** A runner as Anthropic's: it runs when it is awaited, iterated, or told to. */
class Runner {
  private message: unknown;

  async *[Symbol.asyncIterator]() {
    for await (const message of stream([TURN, TURN])) {
      this.message = message;
      yield message;
    }
  }

  async runUntilDone() {
    for await (const message of this) void message;
    return this.message;
  }

  then(resolve: (value: unknown) => unknown, reject: (error: unknown) => unknown) {
    return this.runUntilDone().then(resolve, reject);
  }

  pushMessages() {
    return this;
  }
}

/** A promise as Fern's clients make it. */
class WithRawResponse extends Promise<unknown> {
  static override get [Symbol.species]() {
    return Promise;
  }

  withRawResponse() {
    return Promise.resolve({ data: COMPLETION, rawResponse: { status: 200 } });
  }

  override then<A, B>(
    resolve?: ((value: unknown) => A | PromiseLike<A>) | null,
    reject?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return Promise.resolve(COMPLETION as unknown).then(resolve, reject);
  }
}

async function read(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

function wrapped<T>(make: () => T) {
  const telemetry = createTestTelemetry(service);
  return { telemetry, result: telemetry.llm.request(MODEL, make) };
}

it.each<[string, (runner: Runner) => unknown]>([
  ["awaited", async (runner) => await runner],
  ["iterated", (runner) => read(runner)],
  ["told to run", (runner) => runner.runUntilDone()],
  ["prepared, and then awaited", async (runner) => await runner.pushMessages()],
])(
  "the turns of a runner that is %s count together, and the call ends with it",
  async (_way, use) => {
    const { telemetry, result } = wrapped(() => new Runner());
    expect(telemetry.spans).toHaveLength(0);
    await use(result);
    expect(telemetry.spans).toHaveLength(1);
    expect(telemetry.spans[0]?.tags).toMatchObject(BOTH);
  },
);

it("a runner that is left after its first turn has that turn's tokens", async () => {
  const { telemetry, result } = wrapped(() => new Runner());
  for await (const message of result) {
    void message;
    break;
  }
  expect(telemetry.spans[0]?.tags).toMatchObject(ONE);
});

it.each<[string, (promise: WithRawResponse) => Promise<unknown>]>([
  ["awaited", (promise) => promise],
  ["asked for its raw response", (promise) => promise.withRawResponse()],
  ["finished", (promise) => promise.finally(() => undefined)],
])("a promise with a raw response that is %s ends its call", async (_way, use) => {
  const { telemetry, result } = wrapped(() => new WithRawResponse((resolve) => resolve(null)));
  await use(result);
  await Promise.resolve();
  expect(telemetry.spans[0]?.tags).toMatchObject(ONE);
});

it("a promise that gives a response and parses nothing ends its call, however often it is asked", async () => {
  class Answering {
    asResponse() {
      return Promise.resolve({ status: 200 });
    }
    then(resolve: (value: unknown) => unknown) {
      return Promise.resolve(COMPLETION).then(resolve);
    }
  }
  const { telemetry, result } = wrapped(() => new Answering());
  expect([await result, await result]).toEqual([COMPLETION, COMPLETION]);
  expect(telemetry.spans.map(({ tags }) => tags)).toEqual([expect.objectContaining(ONE)]);
});

describe("a client's promise whose request failed", () => {
  /** As OpenAI's: the request is under way, the body is parsed when someone asks. */
  class ApiPromise extends Promise<unknown> {
    static override get [Symbol.species]() {
      return Promise;
    }

    private readonly response = Promise.reject(new RateLimitError());

    constructor() {
      super((resolve) => resolve(null));
    }

    asResponse() {
      return this.response.then(() => ({}));
    }

    parse() {
      return this.response.then(() => ({}));
    }

    override then<A, B>(
      resolve?: ((value: unknown) => A | PromiseLike<A>) | null,
      reject?: ((error: unknown) => B | PromiseLike<B>) | null,
    ): Promise<A | B> {
      return this.parse().then(resolve, reject);
    }
  }

  const raised = async (use: (promise: ApiPromise) => unknown) => {
    const reject = jest.spyOn(Promise, "reject");
    const { telemetry, result } = wrapped(() => new ApiPromise());
    reject.mockImplementation(() => Promise.resolve());
    void use(result);
    await new Promise((done) => setImmediate(done));
    const again = reject.mock.calls.filter(([error]) => error instanceof RateLimitError).length - 1;
    reject.mockRestore();
    return { again, errors: telemetry.spans.map(({ tags }) => tags["llm.error_type"]) };
  };

  it("counts, and is raised again where nobody asked, as without telemetry", async () => {
    expect(await raised(() => undefined)).toEqual({ again: 1, errors: ["rate_limit"] });
  });

  it("is the application's own affair where somebody asked", async () => {
    const asked = await raised((promise) => promise.catch(() => undefined));
    expect(asked).toEqual({ again: 0, errors: ["rate_limit"] });
  });
});
