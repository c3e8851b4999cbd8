import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "../../support/fast-check";
import { REQUEST_FACTS } from "../../../runtime/calls/request-facts";
import {
  observeResult,
  READERS,
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

/** Answers of the other readers. */
const FURTHER: readonly Record<string, unknown>[] = [
  { object: "thread.run", status: "completed", usage: { prompt_tokens: 9, completion_tokens: 3 } },
  { $metadata: { attempts: 1 }, results: [{ index: 0, relevanceScore: 0.5 }] },
  { object: "list", data: [{ embedding: [1] }], model: "m", usage: { prompt_tokens: 3 } },
  { embeddings: [{ values: [1], statistics: { tokenCount: 3 } }] },
  { model: "m", done: true, message: {}, prompt_eval_count: 9, eval_count: 5 },
  { usage: { tokens: { inputTokens: 9, outputTokens: 5 } }, finishReason: "COMPLETE", message: {} },
  { object: "interaction", usage: { total_input_tokens: 9, total_output_tokens: 5 }, model: "m" },
  {
    response_metadata: { finish_reason: "stop", model_name: "m" },
    usage_metadata: { input_tokens: 9, output_tokens: 5 },
    tool_calls: [],
  },
  { type: "result", subtype: "success", total_cost_usd: 0.1, usage: { input_tokens: 9 } },
  { message: {}, request: {}, finishReason: "stop", usage: { inputTokens: 9 }, model: "m" },
  {
    object: "conversation.response",
    outputs: [{ type: "message.output", model: "m" }],
    usage: { promptTokens: 9, completionTokens: 5, connectors: { web_search: 1 } },
  },
  { error: { code: 429, message: "m" } },
];

/** In place of any value of an answer. */
const OTHERS: readonly unknown[] = ["text", "9", -1, 0.5, NaN, Infinity, true, null, {}, [], [{}]];

/** The answer with one of the values in it replaced, wherever it stands. */
function* variations(given: unknown, other: unknown): Generator {
  if (typeof given !== "object" || given === null || Buffer.isBuffer(given)) return;
  for (const [name, value] of Object.entries(given)) {
    const copy = (replaced: unknown): object =>
      Array.isArray(given)
        ? Object.assign([...(given as unknown[])], { [name]: replaced })
        : { ...given, [name]: replaced };
    yield copy(other);
    for (const inner of variations(value, other)) yield copy(inner);
  }
}

it.each([...RESPONSES, ...FURTHER].map((value) => [Object.keys(value).join(","), value]))(
  "finds facts of the declared types only, whatever stands in a response with %s",
  (_keys, value) => {
    expect(readResponse(value)).toBeDefined();
    const wrong: unknown[] = [];
    for (const other of OTHERS) {
      for (const varied of variations(value, other)) {
        for (const [name, fact] of Object.entries(readResponse(varied) ?? {})) {
          const isRight =
            typeof fact === REQUEST_FACTS[name as keyof typeof REQUEST_FACTS] &&
            (typeof fact !== "number" || Number.isFinite(fact));
          if (!isRight) wrong.push({ name, fact, varied });
        }
      }
    }
    expect(wrong).toEqual([]);
  },
);

it.each(READERS)(
  "$name knows an answer of the lists above: a new reader needs one of its own there",
  (reader) => {
    const answers = [...RESPONSES, ...FURTHER];
    expect(answers.some((answer) => reader.readResponse(answer) !== undefined)).toBe(true);
  },
);

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
    startStream: () => ({ read: fail, facts: fail, isTruncated: fail }),
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
    expect(stream?.isTruncated?.()).toBe(false);
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

it("each reader has the name of its file, by which one finds it", async () => {
  const folder = path.join(__dirname, "../../../runtime/providers");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const names = files.map(async (file) => {
    const exported = Object.values((await import(path.join(folder, file))) as object);
    return exported.filter(isReader).map(({ name }) => [file, `${name}.ts`]);
  });
  const readers = (await Promise.all(names)).flat();
  expect(readers.length).toBeGreaterThan(15);
  for (const [file, name] of readers) expect(name).toBe(file);
});

function isReader(value: unknown): value is ResponseReader {
  return typeof value === "object" && value !== null && "readResponse" in value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
