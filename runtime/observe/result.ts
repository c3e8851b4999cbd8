import { observeIterator } from "./iterator";
import type { CallObserver } from "./observer";
import { methodOf, patchMethod } from "./patch";
import { isReadableStream, observeReadableStream } from "./readable-stream";

/**
 * Observes what a wrapped call returned without touching it as the application sees it: no other
 * object, no extra read of a body, no result a tick later. Never throws.
 */
export function observeResult(result: unknown, observer: CallObserver): void {
  try {
    if (isPlainPromise(result)) {
      observer.active(true);
      subscribe(result, observer);
    } else if (methodOf(result, "then") === undefined) {
      observeValue(result, observer);
    } else if (!observeLazily(result as object, observer)) {
      observer.resolved(undefined);
    }
  } catch (error) {
    observer.lost(error);
  }
}

/** A promise whose `then` only subscribes. Subclasses may start or parse something in theirs. */
function isPlainPromise(result: unknown): result is Promise<unknown> {
  return result instanceof Promise && methodOf(result, "then") === promiseThen;
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with a promise as `this`
const promiseThen: unknown = Promise.prototype.then;

function subscribe(promise: Promise<unknown>, observer: CallObserver): void {
  promise.then(
    (value) => observeValue(value, observer),
    (error: unknown) => observer.failed(error),
  );
}

function observeValue(value: unknown, observer: CallObserver): void {
  try {
    if (typeof value !== "object" || value === null) {
      observer.resolved(value);
    } else if (observer.attach(value)) {
      observer.active(false);
    } else if (
      !observeStream(value, observer) &&
      !observeStream(carriedBy(value, observer), observer)
    ) {
      observer.resolved(value);
    }
  } catch (error) {
    observer.lost(error);
  }
}

/** The stream that a result carries: of `.withResponse()`, or of a provider's own shape. */
function carriedBy(value: object, observer: CallObserver): unknown {
  const data = dataOf(value);
  return methodOf(data, Symbol.asyncIterator) ? data : observer.streamIn(value);
}

/**
 * What `.withResponse()` resolves to has its data in a field of its own. A getter of that name is
 * another thing: Google's writes a warning to the console.
 */
export function dataOf(value: object): unknown {
  return Object.getOwnPropertyDescriptor(value, "data")?.value;
}

function observeStream(stream: unknown, observer: CallObserver): boolean {
  if (typeof stream !== "object" || stream === null) return false;
  if (isReadableStream(stream)) return observeReadableStream(stream, observer);
  if (methodOf(stream, "next") !== undefined && methodOf(stream, Symbol.asyncIterator)) {
    return observeIterator(stream, observer);
  }
  const iterator = iteratorFactory(stream);
  if (iterator === undefined) return false;
  observer.active(false);
  listenForClose(stream, observer);
  return patchMethod(stream, iterator.name, function (this: unknown, ...args: unknown[]) {
    const made = iterator.factory.apply(this, args);
    if (typeof made === "object" && made !== null) observeIterator(made, observer);
    return made;
  });
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

/** A Node stream may be piped or listened to instead of iterated; it closes in any case. */
function listenForClose(stream: object, observer: CallObserver): void {
  const once = methodOf(stream, "once");
  if (once === undefined || methodOf(stream, "pipe") === undefined) return;
  once.call(stream, "close", () => {
    const { errored, readableEnded } = stream as Record<string, unknown>;
    if (errored instanceof Error) observer.failed(errored);
    else if (readableEnded === true) observer.ended("complete");
    else observer.ended("left");
  });
}

/**
 * Observes a thenable that does its work only when someone asks: the clients' `APIPromise` parses the
 * body in `parse()`, which its `then`, `catch` and `withResponse` call. To subscribe would be to ask,
 * and a body can be read once only.
 */
function observeLazily(thenable: object, observer: CallObserver): boolean {
  observer.active(true);
  const parse = methodOf(thenable, "parse");
  const asResponse = methodOf(thenable, "asResponse");
  if (parse === undefined || asResponse === undefined) return observeThen(thenable, observer);
  let parsed = false;
  const patched = patchMethod(thenable, "parse", function (this: unknown, ...args: unknown[]) {
    const promise = parse.apply(this, args);
    if (!parsed && promise instanceof Promise) {
      parsed = true;
      subscribe(promise, observer);
    }
    return promise;
  });
  // Whoever takes the raw response reads its body alone; the call is over for us with the headers.
  return (
    patched &&
    patchMethod(thenable, "asResponse", function (this: unknown, ...args: unknown[]) {
      const promise = asResponse.apply(this, args);
      if (promise instanceof Promise) {
        promise.then(
          () => {
            if (!parsed) observer.resolved(undefined);
          },
          (error: unknown) => {
            if (!parsed) observer.failed(error);
          },
        );
      }
      return promise;
    })
  );
}

function observeThen(thenable: object, observer: CallObserver): boolean {
  const then = methodOf(thenable, "then");
  let seen = false;
  return patchMethod(thenable, "then", function (this: unknown, ...args: unknown[]) {
    const [onFulfilled, onRejected] = args;
    if (seen) return then?.apply(this, args);
    seen = true;
    const fulfilled = (value: unknown) => {
      observeValue(value, observer);
      return typeof onFulfilled === "function"
        ? (onFulfilled as (v: unknown) => unknown)(value)
        : value;
    };
    const rejected = (error: unknown) => {
      observer.failed(error);
      if (typeof onRejected === "function") return (onRejected as (e: unknown) => unknown)(error);
      throw error;
    };
    return then?.call(this, fulfilled, rejected);
  });
}
