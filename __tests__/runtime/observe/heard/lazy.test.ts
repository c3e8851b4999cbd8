import { observeLazily } from "../../../../runtime/observe/lazy";
import { COMPLETE, ERROR, FAILED, LEFT, OFF, ON, RUN, recorder, settle } from "./recorder";

describe("what is heard of a client's promise that works only when it is asked", () => {
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
