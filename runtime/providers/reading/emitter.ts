import { guardedStream } from "./guard";
import type { ResultObserver, StreamReader } from "./provider";
import { isFunction, shape } from "./values";

type Listener = (argument: unknown) => void;

/**
 * Observes the stream helpers of OpenAI's and Anthropic's clients, which run by themselves and emit.
 *
 * It listens to `end` alone, never to `error` or `abort`: with a listener there, the client would no
 * longer raise the unhandled rejection that tells an application of an error it forgot to handle.
 * `end` comes after that decision, and `done()` then gives the error.
 *
 * @param emitter A client's helper with `on` and `done`.
 * @param events Names of the events that carry what `stream` reads.
 */
export function observeEmitter(
  emitter: unknown,
  events: readonly string[],
  reader: StreamReader,
  observer: ResultObserver,
): boolean {
  // A listener that throws would end the application's stream.
  const stream = guardedStream(reader);
  const given = shape(emitter);
  const on = given?.["on"];
  const done = given?.["done"];
  if (given === undefined || !isFunction(on) || !isFunction(done)) return false;

  const listen = (name: string, listener: Listener) =>
    on.call(given, ...([name, listener] as never[]));
  let started = false;
  for (const name of events) {
    listen(name, (event) => {
      if (!stream.read(event) || started) return;
      started = true;
      observer.onFirstToken();
    });
  }
  listen("end", () => {
    Promise.resolve(done.call(given)).then(
      () => observer.onEnd(stream.facts(), "complete"),
      (error: unknown) =>
        given["aborted"] === true
          ? observer.onEnd(stream.facts(), "left")
          : observer.onError(error, stream.facts()),
    );
  });
  return true;
}
