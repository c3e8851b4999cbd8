import type { ResponseFacts, ResponseReader, ResultObserver, StreamReader } from "./provider";

export type * from "./provider";

/** Built-in readers. */
const READERS: readonly ResponseReader[] = [];

/** Facts of a response: custom readers are asked first. `undefined` where nobody knows its shape. */
export function readResponse(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): ResponseFacts | undefined {
  return firstAnswer(custom, (reader) => reader.readResponse(response));
}

/** A reader for the stream that begins with this event, or `undefined` where nobody knows it. */
export function startStream(
  firstEvent: unknown,
  custom: readonly ResponseReader[] = [],
): StreamReader | undefined {
  const stream = firstAnswer(custom, (reader) => reader.startStream(firstEvent));
  return stream && guarded(stream);
}

/** The stream that a response carries in a field, where it does. */
export function streamIn(
  response: unknown,
  custom: readonly ResponseReader[] = [],
): AsyncIterable<unknown> | undefined {
  return firstAnswer(custom, (reader) => reader.streamIn?.(response));
}

/** Attaches an observer to a result that only its own reader can observe; `false` where none does. */
export function observeResult(
  result: unknown,
  observer: ResultObserver,
  custom: readonly ResponseReader[] = [],
): boolean {
  const attach = (reader: ResponseReader) =>
    reader.observe?.(result, observer) === true || undefined;
  return firstAnswer(custom, attach) ?? false;
}

/** Asks the readers in turn; one that throws (a getter, a revoked proxy) has no answer. */
function firstAnswer<T>(
  custom: readonly ResponseReader[],
  ask: (reader: ResponseReader) => T | undefined,
): T | undefined {
  for (const readers of [custom, READERS]) {
    for (const reader of readers) {
      try {
        const answer = ask(reader);
        if (answer !== undefined) return answer;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

function guarded(stream: StreamReader): StreamReader {
  return {
    read(event) {
      try {
        return stream.read(event);
      } catch {
        return false;
      }
    },
    facts() {
      try {
        return stream.facts();
      } catch {
        return {};
      }
    },
  };
}
