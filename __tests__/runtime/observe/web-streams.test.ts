import fc, { cases } from "../../support/fast-check";
import { createTestTelemetry } from "../../../runtime/testing";
import { MODEL, service } from "../support/fixtures";

/**
 * A wrapped Web stream is used like a bare one, by any sequence of calls of the Streams standard: both
 * give the same values and the same kinds of errors, and their source and sink see the same.
 */

const RUNS = cases(600);

interface World {
  readonly stream: ReadableStream;
  readonly seen: string[];
  reader?: ReadableStreamDefaultReader;
  iterator?: AsyncIterator<unknown>;
  branches?: readonly ReadableStream[];
  readonly abort: AbortController;
}

type Call = (world: World) => unknown;

const settle = async (turns = 12) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((done) => setImmediate(done));
};

function sink({ seen }: World, failAt = Infinity): WritableStream {
  let written = 0;
  return new WritableStream({
    write(chunk) {
      if (written++ >= failAt) throw new RangeError("sink");
      seen.push(`write ${chunk}`);
    },
    close: () => void seen.push("close"),
    abort: (reason) => void seen.push(`abort ${reason}`),
  });
}

const upper = () =>
  new TransformStream({ transform: (chunk, out) => out.enqueue(String(chunk).toUpperCase()) });

/** Every public way to use a stream. What it returns, or throws, is noted. */
const CALLS: Readonly<Record<string, Call>> = {
  getReader: (world) => {
    world.reader = world.stream.getReader();
    return "reader";
  },
  "getReader byob": ({ stream }) => stream.getReader({ mode: "byob" }),
  read: ({ reader }) => reader?.read(),
  releaseLock: ({ reader }) => reader?.releaseLock(),
  "reader.cancel": ({ reader }) => reader?.cancel("enough"),
  "reader.closed": ({ reader }) => reader?.closed.then(() => "closed"),
  cancel: ({ stream }) => stream.cancel("enough"),
  locked: ({ stream }) => stream.locked,
  tee: (world) => {
    world.branches = world.stream.tee();
    return world.branches.length;
  },
  "read a branch": ({ branches }) => branches?.[1]?.getReader().read(),
  "cancel a branch": ({ branches }) => branches?.[0]?.cancel("branch"),
  values: (world) => {
    world.iterator = world.stream.values();
    return "iterator";
  },
  "values with preventCancel": (world) => {
    world.iterator = world.stream.values({ preventCancel: true });
    return "iterator";
  },
  next: ({ iterator }) => iterator?.next(),
  return: ({ iterator }) => iterator?.return?.("left"),
  "one function iterates": ({ stream }) => stream.values === stream[Symbol.asyncIterator],
  pipeTo: (world) => world.stream.pipeTo(sink(world)),
  "pipeTo a failing sink": (world) => world.stream.pipeTo(sink(world, 1)),
  "pipeTo with preventCancel": (world) =>
    world.stream.pipeTo(sink(world, 1), { preventCancel: true }),
  "pipeTo with preventClose": (world) => world.stream.pipeTo(sink(world), { preventClose: true }),
  "pipeTo with preventAbort": (world) => world.stream.pipeTo(sink(world), { preventAbort: true }),
  "pipeTo with a signal": (world) =>
    world.stream.pipeTo(sink(world), { signal: world.abort.signal }),
  abort: ({ abort }) => abort.abort(new RangeError("signal")),
  "pipeTo nothing": ({ stream }) => stream.pipeTo({} as WritableStream),
  "pipeThrough a bad pair": ({ stream }) => stream.pipeThrough({} as TransformStream),
  "pipeThrough and read": async ({ stream }) => {
    const reader = stream.pipeThrough(upper()).getReader();
    return [await reader.read(), await reader.read()];
  },
  "read all": async ({ stream }) => {
    const all: unknown[] = [];
    for await (const chunk of stream) all.push(chunk);
    return all;
  },
  "break off": async ({ stream }) => {
    for await (const chunk of stream) return chunk;
    return undefined;
  },
};

interface Plan {
  readonly chunks: number;
  readonly failing: boolean;
  readonly own: "none" | "mapped" | "itself";
  readonly calls: readonly string[];
}

function source(
  { chunks, failing }: Plan,
  seen: string[],
): NonNullable<ConstructorParameters<typeof ReadableStream>[0]> {
  let sent = 0;
  return {
    pull(controller: ReadableStreamDefaultController) {
      if (sent < chunks) controller.enqueue(`c${sent++}`);
      else if (failing) controller.error(new RangeError("source"));
      else controller.close();
    },
    cancel: (reason: unknown) => void seen.push(`cancelled ${String(reason)}`),
  };
}

// The type of the global allows no subclass.
const Base = ReadableStream as unknown as new (...args: any[]) => ReadableStream;

/** A stream with an iterator of its own, which makes something else of the chunks. */
class Mapped extends Base {
  override async *[Symbol.asyncIterator](): ReturnType<ReadableStream["values"]> {
    const reader = this.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield { mapped: value };
      }
    } finally {
      reader.releaseLock();
    }
  }
}

/** A stream that is its own iterator, as LangChain's. */
class Itself extends Base {
  private reader: ReadableStreamDefaultReader | undefined;

  async next() {
    this.reader ??= this.getReader();
    return this.reader.read();
  }

  async return(value?: unknown) {
    this.reader ??= this.getReader();
    await this.reader.cancel();
    return { done: true, value };
  }

  override [Symbol.asyncIterator]() {
    return this as never;
  }
}

const CLASSES = { none: ReadableStream, mapped: Mapped, itself: Itself };

async function play(plan: Plan, wrap: (stream: ReadableStream) => ReadableStream) {
  const seen: string[] = [];
  const made = new CLASSES[plan.own](source(plan, seen) as never, { highWaterMark: 0 });
  const world: World = { stream: wrap(made), seen, abort: new AbortController() };
  const outcomes: string[] = [];
  for (const name of plan.calls) {
    const note = (how: string) => void outcomes.push(`${name}: ${how}`);
    try {
      const returned = CALLS[name]?.(world);
      // Streams make the promises of another realm than the test's.
      if (typeof (returned as Promise<unknown> | undefined)?.then === "function") {
        (returned as Promise<unknown>).then(
          (value) => note(`resolves ${JSON.stringify(value)}`),
          (error: unknown) => note(`rejects ${nameOf(error)}`),
        );
        await settle();
      } else note(`returns ${String(returned)}`);
    } catch (error) {
      note(`throws ${nameOf(error)}`);
    }
  }
  await settle();
  return { outcomes: outcomes.sort(), seen, locked: world.stream.locked };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));

const plans = fc.record<Plan>({
  chunks: fc.nat({ max: 3 }),
  failing: fc.boolean(),
  own: fc.constantFrom("none", "none", "mapped", "itself"),
  calls: fc.array(fc.constantFrom(...Object.keys(CALLS)), { minLength: 1, maxLength: 5 }),
});

it("a wrapped Web stream is no different from a bare one, whatever is called on it", async () => {
  const telemetry = createTestTelemetry(service);
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const bare = await play(plan, (stream) => stream);
      const wrapped = await play(plan, (stream) => telemetry.llm.request(MODEL, () => stream));
      telemetry.clear();
      expect(wrapped).toEqual(bare);
    }),
    { numRuns: RUNS },
  );
});

describe("what is heard of a stream", () => {
  const CHUNK = { choices: [{ delta: { content: "a" } }] };
  const END = {
    choices: [{ delta: {}, finish_reason: "stop" }],
    usage: { prompt_tokens: 100, completion_tokens: 20 },
  };
  const stream = () => ReadableStream.from([CHUNK, END]);

  it.each<[string, (stream: ReadableStream) => Promise<unknown>]>([
    ["the second branch alone", (given) => readAll(given.tee()[1])],
    ["a pipe", (given) => given.pipeTo(new WritableStream())],
    ["a pipe through a stage", (given) => readAll(given.pipeThrough(new TransformStream()))],
    [
      "a reader that was released midway",
      async (given) => {
        const reader = given.getReader();
        await reader.read();
        reader.releaseLock();
        await readAll(given);
      },
    ],
  ])("by %s it is read to its end", async (_way, use) => {
    const telemetry = createTestTelemetry(service);
    await use(telemetry.llm.request(MODEL, stream));
    expect(telemetry.spans[0]?.tags).toMatchObject({
      "llm.status": "success",
      "llm.input_tokens": 100,
      "llm.finish_reason": "stop",
    });
  });
});

async function readAll(stream: ReadableStream): Promise<void> {
  for await (const chunk of stream) void chunk;
}
