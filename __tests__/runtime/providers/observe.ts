import {
  observeResult,
  startStream,
  type ResponseFacts,
  type StreamReader,
} from "../../../runtime/providers";

export interface StreamSummary {
  readonly facts: ResponseFacts | undefined;
  /** Number of the event with the first token, from 0. */
  readonly firstToken: number | undefined;
}

/** Reads a stream to its end, as the runtime does while the application iterates. */
export async function readStream(stream: AsyncIterable<unknown>): Promise<StreamSummary> {
  let reader: StreamReader | undefined;
  let firstToken: number | undefined;
  let index = 0;
  for await (const event of stream) {
    reader ??= startStream(event);
    if (reader?.read(event)) firstToken ??= index;
    index++;
  }
  return { facts: reader?.facts(), firstToken };
}

export interface Ending {
  readonly end: "complete" | "left" | "error";
  readonly facts: ResponseFacts;
  readonly error?: unknown;
  /** Whether the first token was heard of before the end. */
  readonly started: boolean;
}

/** Observes a result; the promise resolves at its end. */
export function observe(result: unknown): Promise<Ending> {
  return new Promise((resolve, reject) => {
    let started = false;
    const attached = observeResult(result, {
      onFirstToken: () => (started = true),
      onEnd: (facts, end) => resolve({ end, facts, started }),
      onError: (error, facts) => resolve({ end: "error", error, facts, started }),
    });
    if (!attached) reject(new Error("no reader observes this result"));
  });
}
