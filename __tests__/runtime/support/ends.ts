import type { LlmTelemetry } from "../../../runtime";
import { CHUNKS, COMPLETION, MODEL, RateLimitError, stream, type service } from "./fixtures";

type Llm = LlmTelemetry<typeof service>;
type Tags = Readonly<Record<string, unknown>>;

const SUCCESS = { "llm.status": "success", "llm.input_tokens": 120, "llm.output_tokens": 30 };
const FAILED = { "llm.status": "error", "llm.error_type": "rate_limit" };

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

/** Every way in which a model call can end, and the tags that its span has then. */
export const ENDS: readonly (readonly [string, (llm: Llm) => unknown, Tags])[] = [
  ["returns a value", (llm) => llm.request(MODEL, () => COMPLETION), SUCCESS],
  ["resolves", (llm) => llm.request(MODEL, () => Promise.resolve(COMPLETION)), SUCCESS],
  [
    "throws",
    (llm) =>
      llm.request(MODEL, () => {
        throw new RateLimitError();
      }),
    FAILED,
  ],
  ["rejects", (llm) => llm.request(MODEL, () => Promise.reject(new RateLimitError())), FAILED],
  [
    "is streamed to the end",
    (llm) => readAll(llm.request(MODEL, () => stream(CHUNKS))),
    { ...SUCCESS, "llm.streaming": "true", "llm.finish_reason": "stop" },
  ],
  [
    "resolves to a stream that is read to the end",
    async (llm) => readAll(await llm.request(MODEL, () => Promise.resolve(stream(CHUNKS)))),
    { ...SUCCESS, "llm.streaming": "true" },
  ],
  [
    "is a stream that the application breaks off",
    async (llm) => {
      for await (const event of llm.request(MODEL, () => stream(CHUNKS))) {
        void event;
        break;
      }
    },
    { "llm.status": "success", "llm.streaming": "true", "llm.input_tokens": undefined },
  ],
  [
    "is a stream whose reader throws",
    async (llm) => {
      for await (const event of llm.request(MODEL, () => stream(CHUNKS))) {
        throw new Error(`cannot read ${typeof event}`);
      }
    },
    { "llm.status": "success", "llm.streaming": "true" },
  ],
  [
    "is a stream that fails midway",
    (llm) => readAll(llm.request(MODEL, () => stream(CHUNKS.slice(0, 2), new RateLimitError()))),
    { ...FAILED, "llm.streaming": "true" },
  ],
  [
    "is a web stream read to the end",
    (llm) => readAll(llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS)))),
    { ...SUCCESS, "llm.streaming": "true" },
  ],
  [
    "is a web stream that its reader cancels",
    async (llm) => {
      const reader = llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS))).getReader();
      await reader.read();
      await reader.cancel();
    },
    { "llm.status": "success", "llm.streaming": "true" },
  ],
  [
    "is a web stream piped to its end",
    (llm) =>
      llm
        .request(MODEL, () => ReadableStream.from(stream(CHUNKS)))
        .pipeThrough(new TransformStream())
        .pipeTo(new WritableStream()),
    SUCCESS,
  ],
  [
    "is a web stream in two branches",
    (llm) => {
      const branches = llm.request(MODEL, () => ReadableStream.from(stream(CHUNKS))).tee();
      return Promise.all(branches.map((branch) => readAll(branch)));
    },
    SUCCESS,
  ],
  [
    "is an aborted request",
    (llm) => llm.request(MODEL, () => Promise.reject(new DOMException("", "AbortError"))),
    { "llm.status": "error", "llm.error_type": "timeout" },
  ],
  [
    "fails because something inside it failed",
    (llm) =>
      llm.request(MODEL, () =>
        llm.tool({ name: "lookup_order" }, () => Promise.reject(new RateLimitError())),
      ),
    FAILED,
  ],
  [
    "is ended by hand",
    (llm) => {
      llm.startRequest(MODEL).end({ inputTokens: 120, outputTokens: 30 });
    },
    SUCCESS,
  ],
  [
    "is failed by hand",
    (llm) => {
      llm.startRequest(MODEL).fail(new RateLimitError());
    },
    FAILED,
  ],
];
