import { EventEmitter } from "node:events";
import { observeIterator } from "../../../runtime/observe/iterator";
import { observeLazily } from "../../../runtime/observe/lazy";
import type { CallObserver } from "../../../runtime/observe/observer";
import { branchObservers, mutedObserver } from "../../../runtime/observe/several";
import { observeStream } from "../../../runtime/observe/stream";

/** What an observer hears of a result, in order; the application's side has tests of its own. */

function recorder(recognised = false): {
  readonly heard: unknown[];
  readonly observer: CallObserver;
} {
  const heard: unknown[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      void heard.push([name, ...given]);
  const observer: CallObserver = {
    run: (work) => {
      heard.push(["run"]);
      return work();
    },
    active: note("active"),
    attach: (result) => (heard.push(["attach", result]), true),
    recognises: () => recognised,
    streamIn: (result) => (heard.push(["streamIn", result]), "stream"),
    streamed: note("streamed"),
    event: note("event"),
    resolved: note("resolved"),
    ended: note("ended"),
    failed: note("failed"),
    lost: note("lost"),
  };
  return { heard, observer };
}

const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
};
const ERROR = new RangeError("m");
const RUN = ["run"];
const ON = ["active", true];
const OFF = ["active", false];
const COMPLETE = ["ended", "complete"];
const LEFT = ["ended", "left"];
const FAILED = ["failed", ERROR];

describe("of an iterator", () => {
  const over = (results: readonly unknown[], more: object = {}) => {
    const waiting = [...results];
    return { next: () => waiting.shift(), ...more };
  };

  it("each value, and the end: in promises, in thenables, and at once", async () => {
    const ends: unknown[] = [{ done: true }, undefined, null, "text"];
    for (const end of ends) {
      for (const wrap of [
        (value: unknown) => Promise.resolve(value),
        (value: unknown) => value,
        (value: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(value) }),
      ]) {
        const { heard, observer } = recorder();
        const iterator = over([wrap({ value: 1 }), wrap({ value: 2, done: false }), wrap(end)]);
        expect(observeIterator(iterator, observer)).toBe(true);
        for (let turn = 0; turn < 3; turn++) await iterator.next();
        await settle();
        expect(heard).toEqual([
          ...[ON, RUN, OFF, ["event", 1]],
          ...[ON, RUN, OFF, ["event", 2]],
          ...[ON, RUN, OFF, COMPLETE],
        ]);
      }
    }
  });

  it.each([
    ["rejected", () => Promise.reject(ERROR)],
    [
      "rejected by a thenable",
      () => ({ then: (_: unknown, fail: (error: unknown) => void) => fail(ERROR) }),
    ],
    [
      "thrown",
      () => {
        throw ERROR;
      },
    ],
  ])("a failure that is %s", async (_how, next) => {
    const { heard, observer } = recorder();
    const iterator: { next: () => unknown } = { next };
    observeIterator(iterator, observer);
    await expect((async () => await iterator.next())()).rejects.toBe(ERROR);
    await settle();
    expect(heard).toEqual([ON, RUN, FAILED]);
  });

  it("that it was left, with a return of its own or without, and by a throw", async () => {
    for (const more of [{}, { return: () => Promise.resolve({ done: true, value: 7 }) }]) {
      const { heard, observer } = recorder();
      const iterator = over([], more) as unknown as AsyncGenerator;
      observeIterator(iterator, observer);
      expect(await iterator.return(7)).toEqual({ done: true, value: 7 });
      await settle();
      expect(heard).toEqual([RUN, LEFT]);
    }
    const { heard, observer } = recorder();
    const iterator = over([], { throw: () => ({}) }) as unknown as Generator;
    observeIterator(iterator, observer);
    iterator.throw(ERROR);
    expect(heard).toEqual([RUN, LEFT]);
    const without = over([]);
    observeIterator(without, observer);
    expect("throw" in without).toBe(false);
  });

  it("no end where leaving keeps the stream, and who asks", async () => {
    const { heard, observer } = recorder();
    const used = jest.fn();
    const iterator = over([{ value: 1 }]) as unknown as AsyncGenerator;
    observeIterator(iterator, observer, used, true);
    void iterator.next();
    await iterator.return(undefined);
    await settle();
    expect(heard).toEqual([ON, RUN, OFF, ["event", 1], RUN]);
    expect(used).toHaveBeenCalledTimes(1);
  });

  it("nothing of what cannot be watched", () => {
    const { observer } = recorder();
    expect(observeIterator({}, observer)).toBe(false);
    expect(observeIterator({ next: 7 }, observer)).toBe(false);
    expect(observeIterator(Object.freeze({ next: () => ({}) }), observer)).toBe(false);
  });

  it("that observing broke down, and the application nothing of it", () => {
    const { heard, observer } = recorder();
    const broken: CallObserver = {
      ...observer,
      event: () => {
        throw ERROR;
      },
    };
    const iterator = over([{ value: 1 }]);
    observeIterator(iterator, broken);
    expect(iterator.next()).toEqual({ value: 1 });
    expect(heard).toEqual([ON, RUN, OFF, ["lost", ERROR]]);
  });
});

describe("of several ways of reading", () => {
  it("each event once, whichever branch reads it first, and the end of all", () => {
    const { heard, observer } = recorder();
    const [first, second, third] = branchObservers(observer, 3);
    first!.event("a");
    second!.event("a");
    second!.event("b");
    first!.event("b");
    third!.event("a");
    expect(heard).toEqual([
      ["event", "a"],
      ["event", "b"],
    ]);
    first!.ended("left");
    second!.ended("left");
    expect(heard).toHaveLength(2);
    third!.ended("left");
    expect(heard.slice(2)).toEqual([LEFT]);
  });

  it("that one branch was read to its end, although another was left", () => {
    const { heard, observer } = recorder();
    const [first, second] = branchObservers(observer, 2);
    first!.ended("left");
    second!.ended("complete");
    expect(heard).toEqual([COMPLETE]);
  });

  it("nothing of the reading while it is muted, but everything else", () => {
    const { heard, observer } = recorder();
    const mute = { isOn: true };
    const muted = mutedObserver(observer, mute);
    const tellAll = () => {
      muted.active(true);
      muted.event("a");
      muted.ended("left");
      muted.failed(ERROR);
    };
    tellAll();
    expect(heard).toEqual([]);
    expect(muted.run(() => 7)).toBe(7);
    expect(muted.attach("r")).toBe(true);
    expect(muted.streamIn("r")).toBe("stream");
    expect(muted.recognises("r")).toBe(false);
    muted.streamed();
    muted.resolved("v");
    muted.lost(ERROR);
    const others = [RUN, ["attach", "r"], ["streamIn", "r"], ["streamed"], ["resolved", "v"]];
    expect(heard).toEqual([...others, ["lost", ERROR]]);
    mute.isOn = false;
    tellAll();
    expect(heard.slice(6)).toEqual([ON, ["event", "a"], LEFT, FAILED]);
  });
});

describe("of a stream", () => {
  const iterable = (more: object = {}) => ({
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(1);
    },
    ...more,
  });
  const nodeStream = (state: object) =>
    Object.assign(new EventEmitter(), iterable(), { pipe: () => undefined }, state);

  it.each([
    ["failed", { errored: ERROR }, FAILED],
    ["was read to its end", { errored: null, readableEnded: true }, COMPLETE],
    ["was closed before", { errored: null, readableEnded: false }, LEFT],
    ["does not say how", {}, LEFT],
  ])("of Node, that it %s, when it closes", (_how, state, end) => {
    const { heard, observer } = recorder();
    const stream = nodeStream(state);
    expect(observeStream(stream, observer)).toBe(true);
    expect(heard).toEqual([["streamed"]]);
    stream.emit("close");
    stream.emit("close");
    expect(heard).toEqual([["streamed"], end]);
  });

  it("of another kind nothing but its reading, though it emits events, too", () => {
    const { heard, observer } = recorder();
    const emitter = Object.assign(new EventEmitter(), iterable());
    expect(observeStream(emitter, observer)).toBe(true);
    expect(emitter.listenerCount("close")).toBe(0);
    const piped = iterable({ pipe: () => undefined });
    expect(observeStream(piped, observer)).toBe(true);
    expect(heard).toEqual([["streamed"], ["streamed"]]);
  });

  it("by the method in which its clients read it, where it has one of its own", async () => {
    const { heard, observer } = recorder();
    const stream = iterable({ iterator: () => ({ next: () => Promise.resolve({ done: true }) }) });
    observeStream(stream, observer);
    await (stream as unknown as { iterator: () => AsyncIterator<unknown> }).iterator().next();
    await settle();
    expect(heard).toEqual([["streamed"], ON, RUN, OFF, COMPLETE]);
  });

  it("none where there is none", () => {
    const { heard, observer } = recorder();
    for (const value of [undefined, null, "text", {}, { next: () => 1 }, () => 1]) {
      expect(observeStream(value, observer)).toBe(false);
    }
    expect(heard).toEqual([]);
  });
});

describe("of a Web stream", () => {
  const CHUNKS = ["a", "b"];
  const streamOf = (end: "close" | "error") =>
    new ReadableStream<string>({
      start(controller) {
        for (const chunk of CHUNKS) controller.enqueue(chunk);
        if (end === "close") controller.close();
      },
      pull(controller) {
        if (end === "error") controller.error(ERROR);
      },
    });
  const heardOf = async (
    use: (stream: ReadableStream<string>) => unknown,
    end: "close" | "error" = "close",
  ) => {
    const { heard, observer } = recorder();
    const stream = streamOf(end);
    expect(observeStream(stream, observer)).toBe(true);
    await Promise.resolve(use(stream)).catch(() => undefined);
    await settle();
    // How often the application asks is its own affair.
    return heard.filter(([name]: any) => !["active", "run", "streamed"].includes(name));
  };
  const EVENTS = CHUNKS.map((chunk) => ["event", chunk]);
  const sink = (more: object = {}) => new WritableStream(more);
  const failing = () =>
    sink({
      write() {
        throw ERROR;
      },
    });
  const readAll = async (stream: ReadableStream) => {
    for await (const chunk of stream) void chunk;
  };
  const signal = AbortSignal.abort(ERROR);

  it.each<[string, (stream: ReadableStream<string>) => unknown, unknown[], ("close" | "error")?]>([
    ["iterated to its end", readAll, [...EVENTS, COMPLETE]],
    ["iterated until it failed", readAll, [...EVENTS, FAILED], "error"],
    [
      "left in a loop",
      async (stream) => {
        for await (const chunk of stream) return chunk;
        return undefined;
      },
      [EVENTS[0], LEFT],
    ],
    [
      "left in a loop that keeps it",
      async (stream) => {
        for await (const chunk of stream.values({ preventCancel: true })) return chunk;
        return undefined;
      },
      [EVENTS[0]],
    ],
    [
      "read by a reader, which then lets go",
      async (stream) => {
        const reader = stream.getReader();
        await reader.read();
        reader.releaseLock();
        await reader.read();
      },
      [EVENTS[0]],
    ],
    [
      "cancelled by a reader",
      async (stream) => {
        const reader = stream.getReader();
        await reader.read();
        await reader.cancel();
      },
      [EVENTS[0], LEFT],
    ],
    ["cancelled", (stream) => stream.cancel(), [LEFT]],
    [
      "cancelled while somebody else reads it, which is refused",
      (stream) => {
        stream.getReader();
        return stream.cancel();
      },
      [],
    ],
    ["piped to its end", (stream) => stream.pipeTo(sink()), [...EVENTS, COMPLETE]],
    ["piped until it failed", (stream) => stream.pipeTo(sink()), [...EVENTS, FAILED], "error"],
    ["piped to what fails", (stream) => stream.pipeTo(failing()), [...EVENTS.slice(0, 1), LEFT]],
    [
      "piped to what fails, and kept",
      (stream) => stream.pipeTo(failing(), { preventCancel: true }),
      EVENTS.slice(0, 1),
    ],
    ["piped with an aborted signal", (stream) => stream.pipeTo(sink(), { signal }), [LEFT]],
    [
      "piped with an aborted signal, and kept",
      (stream) => stream.pipeTo(sink(), { signal, preventCancel: true }),
      [],
    ],
    [
      "piped through another",
      (stream) => readAll(stream.pipeThrough(new TransformStream())),
      [...EVENTS, COMPLETE],
    ],
    ["piped to nothing, which is refused", (stream) => stream.pipeTo(7 as never), []],
    [
      "piped with a wrong signal, which is refused",
      (stream) => stream.pipeTo(sink(), { signal: 7 as never }),
      [],
    ],
    [
      "read in both branches",
      (stream) => Promise.all(stream.tee().map(readAll)),
      [...EVENTS, COMPLETE],
    ],
    [
      "left in both branches",
      (stream) => Promise.all(stream.tee().map((branch) => branch.cancel())),
      [LEFT],
    ],
  ])("that is %s", async (...[, use, expected, end]) => {
    const heard = await heardOf(use, end);
    // Both branches, and both sides of a pipe, may tell of the end.
    expect(
      heard.filter((one, at) => JSON.stringify(one) !== JSON.stringify(heard[at - 1])),
    ).toEqual(expected);
  });
});

describe("of a client's promise that works only when it is asked", () => {
  /** As OpenAI's: every method parses, and the response can be had alone. */
  class ApiPromise {
    constructor(
      private readonly parsed: () => Promise<unknown>,
      private readonly raw: () => Promise<unknown>,
    ) {}
    parse() {
      return this.parsed();
    }
    asResponse() {
      return this.raw();
    }
    then(resolve: (value: unknown) => unknown, reject?: (error: unknown) => unknown) {
      return this.parse().then(resolve, reject);
    }
  }

  const fine = () => Promise.resolve("answer");
  const fails = () => {
    const failure = Promise.reject(ERROR);
    failure.catch(() => undefined);
    return failure;
  };
  const heardOf = async (
    parsed: () => Promise<unknown>,
    raw: () => Promise<unknown>,
    use: (promise: ApiPromise) => unknown,
  ) => {
    const { heard, observer } = recorder();
    const promise = new ApiPromise(parsed, raw);
    const onValue = (value: unknown) => void heard.push(["value", value]);
    expect(observeLazily(promise, observer, onValue)).toBe(true);
    await Promise.resolve(use(promise)).catch(() => undefined);
    await settle();
    return heard;
  };

  it.each<
    [
      string,
      () => Promise<unknown>,
      () => Promise<unknown>,
      (promise: ApiPromise) => unknown,
      unknown[],
    ]
  >([
    ["awaited", fine, fine, async (promise) => await promise, [ON, ["value", "answer"]]],
    [
      "awaited twice",
      fine,
      fine,
      async (promise) => [await promise, await promise],
      [ON, ["value", "answer"]],
    ],
    ["awaited, and failed", fails, fine, async (promise) => await promise, [ON, FAILED]],
    [
      "asked for its response alone, whose body the application reads",
      fine,
      fine,
      (promise) => promise.asResponse(),
      [ON, LEFT],
    ],
    [
      "asked for its response, which failed",
      fine,
      fails,
      (promise) => promise.asResponse(),
      [ON, FAILED],
    ],
    [
      "asked for its response beside its answer, which tells more",
      fine,
      fails,
      (promise) => Promise.all([promise.parse(), promise.asResponse()]),
      [ON, ON, ["value", "answer"]],
    ],
  ])("that is %s", async (_how, parsed, raw, use, expected) => {
    expect(await heardOf(parsed, raw, use)).toEqual(expected);
  });

  /** As query builders and runners: methods, an iteration and `then` all run it. */
  class Builder {
    static built = 0;
    withResponse = undefined;
    done() {
      return Promise.resolve("done");
    }
    peek() {
      return Promise.resolve("peeked");
    }
    breaks() {
      return Promise.reject(ERROR);
    }
    chain() {
      return this;
    }
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve("turn");
    }
    then(resolve: (value: unknown) => unknown) {
      return Promise.resolve("answer").then(resolve);
    }
  }

  it.each<[string, (builder: Builder) => unknown, boolean, unknown[]]>([
    ["awaited", async (builder) => await builder, false, [ON, ["value", "answer"]]],
    ["told to finish", (builder) => builder.done(), false, [ON, ["value", "done"]]],
    ["asked something else", (builder) => builder.peek(), false, []],
    ["asked for what is an answer", (builder) => builder.peek(), true, [["value", "peeked"]]],
    ["asked for what breaks", (builder) => builder.breaks(), true, []],
    ["built on", (builder) => void builder.chain(), true, []],
    [
      "iterated, which tells more than the outcome",
      async (builder) => {
        for await (const turn of builder) void turn;
        return await builder;
      },
      false,
      [ON, RUN, OFF, ["event", "turn"], ON, RUN, OFF, COMPLETE, ON],
    ],
  ])("or builds its request, and is %s", async (_how, use, recognised, expected) => {
    const { heard, observer } = recorder(recognised);
    const builder = new Builder();
    const onValue = (value: unknown) => void heard.push(["value", value]);
    expect(observeLazily(builder, observer, onValue)).toBe(true);
    await Promise.resolve(use(builder)).catch(() => undefined);
    await settle();
    expect(heard).toEqual(expected);
  });
});
