import fc from "fast-check";
import {
  observeResult,
  readResponse,
  startStream,
  streamIn,
  type ResponseReader,
} from "../../../runtime/providers";
import {
  BLOCKED_RESPONSE,
  chatCompletion,
  chatStream,
  contentResponse,
  converse,
  CONVERSE_USAGE,
  message,
  messageStream,
  response,
  responseStream,
} from "../../support/llm-server";

const SECRET = "canary-5d41402a";
const ignore = () => undefined;
const OBSERVER = { onFirstToken: ignore, onEnd: ignore, onError: ignore };

function askEverything(value: unknown): void {
  readResponse(value);
  streamIn(value);
  observeResult(value, OBSERVER);
  const stream = startStream(value);
  stream?.read(value);
  stream?.facts();
  const chat = startStream({ choices: [] });
  chat?.read(value);
  chat?.facts();
}

const RESPONSES: readonly Record<string, unknown>[] = [
  chatCompletion({ content: SECRET }),
  response(),
  message([{ type: "text", text: SECRET }]),
  contentResponse([{ text: SECRET }]),
  BLOCKED_RESPONSE,
  { $metadata: {}, ...converse([{ text: SECRET }]) },
  { $metadata: {}, body: Buffer.from(JSON.stringify(message([{ type: "text", text: SECRET }]))) },
  { finishReason: "stop", usage: {}, warnings: [], response: {}, text: SECRET },
];

describe("a hostile value never throws out of a reader", () => {
  it("when it is a revoked proxy, or every trap or getter throws", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const fail = () => {
      throw new Error("trap");
    };
    const trapped = new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail });
    for (const value of [
      proxy,
      trapped,
      Symbol("x"),
      1n,
      () => 1,
      null,
      undefined,
      "x".repeat(1e6),
    ]) {
      expect(() => askEverything(value)).not.toThrow();
    }
  });

  it.each(RESPONSES.map((value) => [Object.keys(value).join(","), value]))(
    "when any field of a response with %s throws or loops",
    (_keys, value) => {
      for (const key of Object.keys(value)) {
        const throwing = Object.defineProperty({ ...value }, key, {
          enumerable: true,
          get() {
            throw new Error("getter");
          },
        });
        const cyclic: Record<string, unknown> = { ...value };
        cyclic[key] = cyclic;
        expect(() => askEverything(throwing)).not.toThrow();
        expect(() => askEverything(cyclic)).not.toThrow();
      }
    },
  );

  it("whatever stands in the fields that readers look at", () => {
    const names = ["choices", "object", "type", "role", "usage", "candidates", "usageMetadata"];
    const more = ["$metadata", "output", "body", "stream", "message", "chunk", "on", "done"];
    const ends = [
      "finalMessage",
      "finalResponse",
      "finalChatCompletion",
      "textStream",
      "fullStream",
    ];
    const value = fc.dictionary(fc.constantFrom(...names, ...more, ...ends), fc.anything());
    fc.assert(
      fc.property(value, (given) => (askEverything(given), true)),
      { numRuns: 500 },
    );
  });
});

it("reading changes nothing and works on frozen responses", () => {
  for (const value of RESPONSES.filter(({ body }) => body === undefined)) {
    const before = structuredClone(value);
    const facts = readResponse(deepFreeze(value));
    expect(facts).toBeDefined();
    expect(value).toEqual(before);
  }
});

it("no text of an answer is in the facts", () => {
  const long = `${SECRET} `.repeat(50);
  const misplaced = [chatCompletion({}, long), message([], long), contentResponse([], long)];
  const facts = [...RESPONSES, ...misplaced].map((value) => readResponse(value));
  expect(facts.every(Boolean)).toBe(true);
  expect(JSON.stringify(facts)).not.toContain(SECRET);
});

it("each provider's stream is recognised by its first event", () => {
  for (const events of [chatStream(), responseStream(), messageStream()]) {
    expect(startStream(events[0]?.data)).toBeDefined();
  }
  expect(startStream({ messageStart: { role: "assistant" } })).toBeDefined();
  expect(startStream({ metadata: { usage: CONVERSE_USAGE } })).toBeDefined();
  expect(startStream({ type: "something_else" })).toBeUndefined();
  expect(startStream("text")).toBeUndefined();
});

describe("custom readers", () => {
  const custom: ResponseReader = {
    name: "custom",
    readResponse: (value) => ((value as { mine?: true }).mine ? { inputTokens: 1 } : undefined),
    startStream: () => ({ read: fail, facts: fail }),
    observe: (_result, observer) => {
      observer.onFirstToken();
      observer.onEnd({ inputTokens: 1 }, "complete");
      observer.onError(new Error("late"), {});
      return true;
    },
  };
  function fail(): never {
    throw new Error("custom");
  }

  it("are asked first, and the built-in ones where they have no answer", () => {
    expect(readResponse({ ...chatCompletion(), mine: true }, [custom])).toEqual({ inputTokens: 1 });
    expect(readResponse(chatCompletion(), [custom])?.inputTokens).toBe(120);
  });

  it("that throw have no answer", () => {
    const broken = { name: "broken", readResponse: fail, startStream: fail, observe: fail };
    expect(readResponse(chatCompletion(), [broken])?.inputTokens).toBe(120);
    const stream = startStream({ anything: 1 }, [custom]);
    expect(stream?.read({})).toBe(false);
    expect(stream?.facts()).toEqual({});
  });

  it("reach the observer with one end only, and an observer that throws harms nobody", () => {
    const heard: string[] = [];
    const note = (what: string) => () => {
      heard.push(what);
      throw new Error("observer");
    };
    const observer = {
      onFirstToken: note("first"),
      onEnd: note("end"),
      onError: note("error"),
    };
    expect(observeResult({}, observer, [custom])).toBe(true);
    expect(heard).toEqual(["first", "end"]);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
