import { observeIterator } from "./iterator";
import { own, type Shape } from "../providers/reading/values";
import type { CallObserver } from "./observer";
import { methodOf, patchMethod } from "./patch";
import { isReadableStream, observeReadableStream } from "./readable-stream";

/** Observes a stream of any kind; `false` where the value is none. */
export function observeStream(stream: unknown, observer: CallObserver): boolean {
  if (typeof stream !== "object" || stream === null) return false;
  if (isReadableStream(stream)) return begin(observer, observeReadableStream(stream, observer));
  if (methodOf(stream, "next") !== undefined && methodOf(stream, Symbol.asyncIterator)) {
    return begin(observer, observeIterator(stream, observer));
  }
  const iterator = iteratorFactory(stream);
  if (iterator === undefined) return false;
  listenForClose(stream, observer);
  const request = requestOf(stream);
  const observed = patchMethod(stream, iterator.name, function (this: unknown, ...args: unknown[]) {
    const made = iterator.factory.apply(this, args);
    if (typeof made === "object" && made !== null) {
      observeIterator(made, observer, undefined, false, request);
    }
    return made;
  });
  return begin(observer, observed);
}

function begin(observer: CallObserver, isObserved: boolean): boolean {
  if (isObserved) observer.streamed();
  return isObserved;
}

/**
 * The method that every reader of a stream goes through. The streams of OpenAI's and Anthropic's
 * clients have one in `iterator`: `tee()` and `toReadableStream()` use it past the symbol.
 */
function iteratorFactory(stream: object) {
  const factory = methodOf(stream, Symbol.asyncIterator);
  if (factory === undefined) return undefined;
  const own = Object.hasOwn(stream, "iterator") ? methodOf(stream, "iterator") : undefined;
  return own === undefined
    ? { name: Symbol.asyncIterator, factory }
    : { name: "iterator", factory: own };
}

/** The streams of OpenAI's and Anthropic's clients, and of those that are made like them, say whose they are. */
function requestOf(stream: object): AbortSignal | undefined {
  const controller = own(stream as Shape, "controller");
  return controller instanceof AbortController ? controller.signal : undefined;
}

/** A Node stream may be piped or listened to instead of iterated; it closes in any case. */
function listenForClose(stream: object, observer: CallObserver): void {
  const once = methodOf(stream, "once");
  if (once === undefined || methodOf(stream, "pipe") === undefined) return;
  once.call(stream, "close", () => {
    const { errored, readableEnded } = stream as Record<string, unknown>;
    if (errored instanceof Error) observer.failed(errored);
    else observer.ended(readableEnded === true ? "complete" : "left");
  });
}
