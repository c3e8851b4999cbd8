import { observeLazily } from "./lazy";
import type { CallObserver } from "./observer";
import { methodOf } from "./patch";
import { observeStream } from "./stream";

/**
 * Observes what a wrapped call returned without touching it as the application sees it: no other
 * object, no extra read of a body, no result a tick later. Never throws.
 */
export function observeResult(result: unknown, observer: CallObserver): void {
  try {
    if (isPlainPromise(result)) {
      observer.active(true);
      result.then(
        (value) => observeValue(value, observer),
        (error: unknown) => observer.failed(error),
      );
    } else if (methodOf(result, "then") === undefined) {
      observeValue(result, observer);
    } else if (!observeLazily(result as object, observer, observeValue)) {
      observer.resolved(undefined);
    }
  } catch (error) {
    observer.lost(error);
  }
}

/** A promise whose `then` only subscribes. Subclasses may start or parse something in theirs. */
export function isPlainPromise(result: unknown): result is Promise<unknown> {
  return result instanceof Promise && methodOf(result, "then") === promiseThen;
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with a promise as `this`
const promiseThen: unknown = Promise.prototype.then;

function observeValue(value: unknown, observer: CallObserver): void {
  try {
    observer.active(false);
    if (typeof value !== "object" || value === null) observer.resolved(value);
    else if (observer.attach(value) || observeStream(value, observer)) return;
    else if (!observeStream(carriedBy(value, observer), observer)) observer.resolved(value);
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
function dataOf(value: object): unknown {
  if (!Object.hasOwn(value, "data")) return undefined;
  return Object.getOwnPropertyDescriptor(value, "data")?.value;
}
