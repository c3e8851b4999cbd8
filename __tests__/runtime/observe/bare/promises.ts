import fc from "../../../support/fast-check";
import type { Kind, World } from "./play";

export interface PromisePlan {
  readonly kind: "promise" | "subclass" | "api" | "lazy" | "runner" | "callable";
  readonly fails: boolean;
  readonly late: boolean;
}

type Anything = Pick<Promise<unknown>, "then"> &
  Partial<Omit<Promise<unknown>, "then">> &
  Record<string, (...args: unknown[]) => Promise<unknown>>;

interface PromiseWorld extends World {
  readonly result: Anything & AsyncIterable<unknown>;
}

const wait = (late: boolean) =>
  late ? new Promise((done) => setImmediate(done)) : Promise.resolve();

/** Promises, and what behaves like one: clients' own, query builders, runners. */
export const promises: Kind<PromisePlan, PromiseWorld> = {
  plans: fc.record<PromisePlan>({
    kind: fc.constantFrom("promise", "subclass", "api", "lazy", "runner", "callable"),
    fails: fc.boolean(),
    late: fc.boolean(),
  }),
  make,
  allowed: ({ kind }) => (kind === "promise" ? "handled" : undefined),
  world: (result) => ({ result: result as never }),
  state: ({ result }) => [
    result instanceof Promise,
    result.constructor.name,
    typeof result["parse"],
    typeof result.catch,
  ],
  uses: {
    await: async ({ result }) => await result,
    then: ({ result }) => result.then((value) => `then ${JSON.stringify(value)}`),
    "then, failing": ({ result }) =>
      result.then(() => {
        throw new RangeError("in then");
      }),
    "then with no handler": ({ result }) => result.then(undefined, undefined),
    "then with both": ({ result }, note) =>
      result.then(
        () => note("fulfilled"),
        () => note("rejected"),
      ),
    catch: ({ result }) => result.catch?.(() => "caught"),
    finally: ({ result }, note) => result.finally?.(() => note("finally")),
    parse: ({ result }) => result["parse"]?.(),
    asResponse: ({ result }) => result["asResponse"]?.(),
    withResponse: ({ result }) => result["withResponse"]?.(),
    "withResponse, by value": async ({ result }) => await result["withResponse"]?.(),
    done: ({ result }) => result["done"]?.(),
    all: ({ result }) => Promise.all([result, Promise.resolve(1)]),
    race: ({ result }) => Promise.race([result, new Promise(() => undefined)]),
    settled: async ({ result }) => (await Promise.allSettled([result]))[0].status,
    "a chain": ({ result }) =>
      Promise.resolve(result)
        .then((value) => [value])
        .catch(() => "failed"),
    "class of what then gives": ({ result }) => {
      const derived = result.then(
        () => undefined,
        () => undefined,
      );
      return (derived as object | undefined)?.constructor.name;
    },
    "Promise.resolve gives itself": ({ result }) => Promise.resolve(result) === result,
    "returned by a function": async ({ result }) => (() => result)(),
    iterate: async ({ result }) => {
      const all: unknown[] = [];
      for await (const turn of result) all.push(turn);
      return all;
    },
  },
};

function make({ kind, fails, late }: PromisePlan, seen: string[]): object {
  const work = async () => {
    seen.push("work");
    await wait(late);
    if (fails) throw new RangeError("source");
    return { answer: 1 };
  };
  switch (kind) {
    case "promise":
      return work();
    case "subclass":
      return new Subclass((resolve, reject) => void work().then(resolve, reject));
    case "api":
      return new ApiPromise(work(), seen);
    case "lazy":
      return new Lazy(work);
    case "runner":
      return new Runner(work, seen);
    case "callable":
      return Object.assign(() => "called", { then: (...on: never[]) => work().then(...on) });
  }
}

class Subclass<T> extends Promise<T> {
  override then<A = T, B = never>(...on: Parameters<Promise<T>["then"]>): Promise<A | B> {
    return super.then(...(on as unknown as never[]));
  }
}

/** As OpenAI's and Anthropic's clients have it: parsed when asked, the body read once. */
class ApiPromise extends Promise<unknown> {
  #parsed: Promise<unknown> | undefined;
  constructor(
    private readonly response: Promise<unknown>,
    private readonly seen: string[],
  ) {
    super((resolve) => resolve(null));
  }

  asResponse() {
    return this.response.then(() => "response");
  }

  async withResponse() {
    const [data, response] = await Promise.all([this.parse(), this.asResponse()]);
    return { data, response, request_id: "req" };
  }

  private parse() {
    this.#parsed ??= this.response.then((value) => {
      this.seen.push("parse");
      return value;
    });
    return this.#parsed;
  }

  override then(...on: Parameters<Promise<unknown>["then"]>): never {
    return this.parse().then(...on) as never;
  }
  override catch(...on: Parameters<Promise<unknown>["catch"]>): never {
    return this.parse().catch(...on) as never;
  }
  override finally(...on: Parameters<Promise<unknown>["finally"]>): Promise<unknown> {
    return this.parse().finally(...on);
  }
  static override get [Symbol.species]() {
    return Promise;
  }
}

/** A query builder: it works each time that somebody asks. */
class Lazy {
  constructor(private readonly work: () => Promise<unknown>) {}
  then(...on: Parameters<Promise<unknown>["then"]>) {
    return this.work().then(...on);
  }
}

/** Works once, for whoever asks first; gives its turns to who iterates. */
class Runner {
  #running: Promise<unknown> | undefined;
  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly seen: string[],
  ) {}
  done() {
    this.#running ??= this.work();
    return this.#running;
  }
  then(...on: Parameters<Promise<unknown>["then"]>) {
    return this.done().then(...on);
  }
  async *[Symbol.asyncIterator]() {
    this.seen.push("turns");
    yield "a turn";
    yield await this.done();
  }
}
