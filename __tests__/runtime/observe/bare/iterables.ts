import fc from "../../../support/fast-check";
import type { Kind, World } from "./play";

export interface IterablePlan {
  readonly kind: "generator" | "async generator" | "iterable" | "iterator" | "stubborn" | "array";
  readonly events: number;
  readonly fails: boolean;
}

interface IterableWorld extends World {
  readonly result: AsyncIterable<unknown> & Iterable<unknown> & AsyncIterator<unknown>;
  iterator?: AsyncIterator<unknown>;
}

type Iterated = AsyncIterator<unknown> | undefined;

/** Generators, iterators and iterables, synchronous or not, with and without `return` and `throw`. */
export const iterables: Kind<IterablePlan, IterableWorld> = {
  plans: fc.record<IterablePlan>({
    kind: fc.constantFrom(
      "generator",
      "async generator",
      "iterable",
      "iterator",
      "stubborn",
      "array",
    ),
    events: fc.nat({ max: 3 }),
    fails: fc.boolean(),
  }),
  make,
  allowed: ({ kind }) => (kind === "iterator" ? "tick" : undefined),
  world: (result) => ({ result: result as never }),
  state: ({ result }) => [typeof result.next, typeof result.throw],
  uses: {
    iterate: (world) => {
      world.iterator = world.result[Symbol.asyncIterator]();
      return typeof world.iterator;
    },
    "iterate synchronously": ({ result }) => [...result],
    next: ({ result, iterator }) => (iterator ?? (result as Iterated))?.next("told"),
    "next twice at once": ({ result, iterator }) => {
      const used = iterator ?? result;
      return Promise.all([used.next(), used.next()]);
    },
    return: ({ result, iterator }) =>
      "lacksReturn" in result || (iterator ?? (result as Iterated))?.return?.("left"),
    throw: ({ result, iterator }) =>
      (iterator ?? (result as Iterated))?.throw?.(new RangeError("thrown in")),
    "read all": async ({ result }) => {
      const all: unknown[] = [];
      for await (const event of result) all.push(event);
      return all;
    },
    "break off": async ({ result }) => {
      for await (const event of result) return event;
      return "nothing";
    },
    "throw in a loop": async ({ result }) => {
      for await (const event of result) throw new RangeError(`about ${String(event)}`);
    },
    "iterator of the iterator": ({ result }) => result[Symbol.asyncIterator]() === result,
    delegate: async ({ result }) => {
      const all: unknown[] = [];
      for await (const event of (async function* (): AsyncGenerator {
        yield* result;
      })())
        all.push(event);
      return all;
    },
  },
};

function make({ kind, events, fails }: IterablePlan, seen: string[]): object {
  switch (kind) {
    case "generator":
      return generator(events, fails, seen);
    case "async generator":
      return asyncGenerator(events, fails, seen);
    case "iterable":
      return { [Symbol.asyncIterator]: () => asyncGenerator(events, fails, seen) };
    case "iterator":
      return handmade(events, fails, seen);
    case "stubborn":
      return new Stubborn(events, fails, seen);
    case "array":
      return Array.from({ length: events }, (_, event) => event);
  }
}

function* generator(events: number, fails: boolean, seen: string[]): Generator {
  try {
    for (let event = 0; event < events; event++) seen.push(`told ${String(yield event)}`);
    if (fails) throw new RangeError("source");
  } finally {
    seen.push("left");
  }
}

async function* asyncGenerator(
  events: number,
  fails: boolean,
  seen: string[],
): AsyncGenerator<unknown, string> {
  try {
    for (let event = 0; event < events; event++) {
      await Promise.resolve();
      seen.push(`told ${String(yield event)}`);
    }
    if (fails) throw new RangeError("source");
  } finally {
    seen.push("left");
  }
  return "result";
}

/**
 * Answers at once and without a promise, which `for await` takes too. It has no `return`; wrapped it has
 * one, because nothing else tells that a loop was left.
 */
function handmade(events: number, fails: boolean, seen: string[]): object {
  let event = 0;
  return {
    lacksReturn: true,
    next(told: unknown) {
      seen.push(`asked ${String(told)}`);
      if (fails && event === events) throw new RangeError("source");
      return event < events ? { done: false, value: event++ } : { done: true, value: "result" };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Methods on the prototype over private fields, results frozen, `return` that answers without a promise. */
class Stubborn {
  #event = 0;
  constructor(
    private readonly events: number,
    private readonly fails: boolean,
    private readonly seen: string[],
  ) {}

  async next() {
    await Promise.resolve();
    if (this.fails && this.#event === this.events) throw new RangeError("source");
    const done = this.#event >= this.events;
    return Object.freeze({ done, value: done ? undefined : this.#event++ });
  }

  return(value?: unknown) {
    this.seen.push(`return ${String(value)}`);
    this.#event = this.events;
    return { done: true, value };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
