import fc, { cases } from "../support/fast-check";
import { createLlmTelemetry, type DatadogTracer } from "../../runtime";
import { RecordingTracer } from "../../runtime/testing/recording-tracer";
import { CHUNKS, COMPLETION, MODEL, PROMPT, service, stream } from "./support/fixtures";

/**
 * Whatever breaks in telemetry or comes back from a client, the application gets its own result or its
 * own error. Each case breaks some collaborators at some of their calls.
 */

const COLLABORATORS = [
  "tracer",
  "span",
  "dogstatsd",
  "logger",
  "prices",
  "reader",
  "redactor",
  "clock",
] as const;
type Collaborator = (typeof COLLABORATORS)[number];

/** Which collaborators fail, and at every how many-th use; 0 is never. Set anew for each case. */
let broken = Object.fromEntries(COLLABORATORS.map((name) => [name, 0])) as Record<
  Collaborator,
  number
>;
let uses = 0;
// One for all: making errors is what would take the time of this test.
const BROKEN = new Error("broken collaborator");

function failSometimes(who: Collaborator): void {
  const every = broken[who];
  if (every > 0 && ++uses % every === 0) throw BROKEN;
}

/** An object whose methods fail as `broken` says; `deep` replaces what they return. */
function breakable<T extends object>(
  target: T,
  who: Collaborator,
  deep: (value: unknown) => unknown = (value) => value,
): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property, object);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        failSometimes(who);
        return deep((value as (...a: unknown[]) => unknown).apply(object, args));
      };
    },
  });
}

function breakableTracer(tracer: RecordingTracer): DatadogTracer {
  const deep = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if ("activate" in value) return breakable(value, "tracer", deep);
    return "finish" in value ? breakable(value, "span") : value;
  };
  const outer = breakable<DatadogTracer>(tracer, "tracer", deep);
  const dogstatsd = breakable(tracer.dogstatsd, "dogstatsd");
  return new Proxy(outer, {
    get: (object, property): unknown =>
      property === "dogstatsd" ? dogstatsd : Reflect.get(object, property),
  });
}

const recorder = new RecordingTracer();
const llm = createLlmTelemetry({
  tracer: breakableTracer(recorder),
  service,
  logger: breakable({ info: () => undefined, warn: () => undefined }, "logger"),
  prices: breakable({ cost: () => 0.01 }, "prices"),
  readers: [
    breakable(
      { name: "own", readResponse: () => undefined, startStream: () => undefined },
      "reader",
    ),
  ],
  errorMessages: "redacted",
  redact: [
    Object.assign(/x{9}/g, {
      exec: () => {
        failSometimes("redactor");
        return null;
      },
    }),
  ],
  clock: () => {
    failSometimes("clock");
    return performance.now();
  },
});

/** Breaks what the case says. What was recorded is of no interest here. */
function breakAll(what: typeof broken): void {
  broken = what;
  recorder.spans.length = 0;
  recorder.metrics.length = 0;
}

const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;
const throwing = (name: string) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw BROKEN;
    },
  });
const hostile = new Proxy(
  {},
  {
    get: (_target, property) => {
      // A promise that resolves to it reads `then`, with or without telemetry.
      if (property === "then") return undefined;
      throw BROKEN;
    },
    has: () => true,
    ownKeys: () => {
      throw BROKEN;
    },
    getOwnPropertyDescriptor: () => undefined,
  },
);

/** Values behind functions, because fast-check itself reads properties of what it generates. */
const boxed = (...values: readonly unknown[]) =>
  fc.nat({ max: values.length - 1 }).map((index) => () => values[index]);

/** What a client may return or throw. */
const anyValue = fc.oneof(
  boxed(
    COMPLETION,
    cyclic,
    throwing("usage"),
    throwing("choices"),
    throwing("data"),
    hostile,
    Object.freeze({ ...COMPLETION }),
    Object.freeze([1]),
    "x".repeat(1_000_000),
    new Map(),
    Symbol("s"),
    10n,
    NaN,
    null,
    undefined,
  ),
  fc
    .anything({ maxDepth: 2, withNullPrototype: true, withBigInt: true })
    .map((value) => () => value),
);
const anyError = fc.oneof(
  anyValue,
  boxed(
    new Error("own error"),
    Object.freeze(new Error("frozen")),
    throwing("message"),
    throwing("stack"),
    Object.assign(new Error("m"), { status: "x", code: {}, cause: cyclic }),
  ),
);

/** The ways of calling that telemetry offers. */
const WRAPPERS: Readonly<Record<string, <T>(work: () => T) => T>> = {
  request: (work) => llm.request(MODEL, work),
  withPrompt: (work) => llm.withPrompt(PROMPT, () => llm.request(MODEL, work)),
  badOptions: (work) => llm.request(hostile as typeof MODEL, work),
  badPrompt: (work) => llm.withPrompt(hostile as typeof PROMPT, work),
  badFacts: (work) =>
    llm.request(MODEL, (request) => {
      request.set({ retries: NaN, inputTokens: "x" as unknown as number });
      request.set(hostile);
      return work();
    }),
  retrieval: (work) =>
    llm.retrieval(
      {
        index: "docs",
        measure: () => {
          throw BROKEN;
        },
      },
      work,
    ),
  render: (work) => llm.render(work),
  tool: (work) => llm.tool({ name: "lookup_order" }, work),
  validation: (work) => llm.validation({ schema: "s" }, work),
};

const someBroken = fc.record(
  Object.fromEntries(COLLABORATORS.map((name) => [name, fc.nat({ max: 3 })])) as Record<
    Collaborator,
    fc.Arbitrary<number>
  >,
);
const wrapper = fc.constantFrom(...Object.keys(WRAPPERS));
const wrap = (name: string) => WRAPPERS[name]!;

/** Things an application says besides; they return nothing and must not throw. */
function sayEverything(): void {
  llm.evaluation({ name: "tone", score: 0.5 });
  llm.evaluation(hostile as { name: "tone" });
  llm.feedback({ rating: "great" as "positive" });
  llm.feedback(hostile as { rating: "positive" });
  llm.taskCompleted({ success: true });
  llm.requestRef();
  llm.shouldEvaluate(0.5);
  llm.startTool({ name: "lookup_order" }).fail(hostile);
}

it("a call gives its own result or error, the very same, whatever breaks around it", async () => {
  const outcome = fc.record({
    value: anyValue,
    error: anyError,
    how: fc.constantFrom("return", "throw", "resolve", "reject"),
  });
  await fc.assert(
    fc.asyncProperty(someBroken, wrapper, outcome, async (what, name, { how, ...boxes }) => {
      const value = boxes.value();
      const error = boxes.error();
      breakAll(what);
      const work = (): unknown => {
        if (how === "throw") throw error;
        if (how === "return") return value;
        // In an array, because a value with a `then` would be asked for its own result.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- any value
        return how === "resolve" ? Promise.resolve([value]) : Promise.reject(error);
      };
      let got: unknown;
      let caught: readonly unknown[] = [];
      try {
        const result = wrap(name)(work);
        got = how === "return" ? result : ((await result) as unknown[])[0];
      } catch (thrown) {
        caught = [thrown];
      }
      const fails = how === "throw" || how === "reject";
      expect(caught).toHaveLength(fails ? 1 : 0);
      expect(Object.is(fails ? caught[0] : got, fails ? error : value)).toBe(true);
      sayEverything();
    }),
    { numRuns: cases(2000) },
  );
}, 60_000);

it("a stream gives its own events and its own error, whatever breaks around it", async () => {
  const events = fc.array(fc.oneof(boxed(...CHUNKS), anyValue), { maxLength: 4 });
  const made = fc.constantFrom("generator", "web stream", "promise");
  const failure = boxed(undefined, new Error("own error"), throwing("message"));
  await fc.assert(
    fc.asyncProperty(
      someBroken,
      wrapper,
      events,
      made,
      failure,
      async (what, name, sent, kind, fails) => {
        breakAll(what);
        // In arrays, because generators await what they yield, and so read its `then`.
        const own = sent.map((event) => [event()]);
        const error = fails();
        const source = () => stream<unknown>(own, error);
        const work = (): unknown => {
          if (kind === "generator") return source();
          return kind === "promise" ? Promise.resolve(source()) : ReadableStream.from(source());
        };
        const received: unknown[] = [];
        let caught: unknown;
        try {
          const result = (await wrap(name)(work)) as AsyncIterable<unknown>;
          for await (const event of result) received.push(event);
        } catch (thrown) {
          caught = thrown;
        }
        expect(received.every((event, index) => event === own[index])).toBe(true);
        expect(received).toHaveLength(own.length);
        expect(Object.is(caught, error)).toBe(true);
      },
    ),
    { numRuns: cases(500) },
  );
}, 60_000);
