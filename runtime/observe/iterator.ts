import type { CallObserver } from "./observer";
import { methodOf, patchMethod } from "./patch";

/**
 * Observes an async iterator: its events, its end, an early `break` (which calls `return`), an error.
 *
 * @param onUse Hears each time that somebody asks for an event.
 * @param keepsStream To leave it leaves the stream open for another reader.
 * @param request Aborted where the application broke the request off: clients end the iteration then as if
 *   all had been read.
 * @returns `false` where it cannot be observed.
 */
export function observeIterator(
  iterator: object,
  observer: CallObserver,
  onUse: () => void = () => undefined,
  keepsStream = false,
  request?: AbortSignal,
): boolean {
  const next = methodOf(iterator, "next");
  if (next === undefined) return false;
  const stop = methodOf(iterator, "return");
  const fail = methodOf(iterator, "throw");

  const patched = patchMethod(iterator, "next", function (this: unknown, ...args: unknown[]) {
    onUse();
    observer.active(true);
    return observed(
      () => next.apply(this, args),
      observer,
      (result) => {
        observer.active(false);
        if (isDone(result)) observer.ended(request?.aborted === true ? "left" : "complete");
        else observer.event((result as { value?: unknown }).value);
      },
    );
  });
  if (!patched) return false;
  // An iterator may have no `return`; then a loop that breaks tells it through ours.
  patchMethod(iterator, "return", function (this: unknown, ...args: unknown[]) {
    const returned = () =>
      stop?.apply(this, args) ?? Promise.resolve({ done: true, value: args[0] });
    return observed(returned, observer, () => {
      if (!keepsStream) observer.ended("left");
    });
  });
  if (fail !== undefined) {
    patchMethod(iterator, "throw", function (this: unknown, ...args: unknown[]) {
      return observed(
        () => fail.apply(this, args),
        observer,
        () => observer.ended("left"),
      );
    });
  }
  return true;
}

/** Calls a method of the iterator inside the span, and hands back exactly what it returned. */
function observed(
  work: () => unknown,
  observer: CallObserver,
  onResult: (result: unknown) => void,
): unknown {
  let returned: unknown;
  try {
    returned = observer.run(work);
  } catch (error) {
    observer.failed(error);
    throw error;
  }
  const settled = (result: unknown) => {
    try {
      onResult(result);
    } catch (error) {
      observer.lost(error);
    }
  };
  if (returned instanceof Promise) {
    returned.then(settled, (error: unknown) => observer.failed(error));
  } else if (methodOf(returned, "then") === undefined) {
    settled(returned);
  } else {
    (returned as PromiseLike<unknown>).then(settled, (error: unknown) => observer.failed(error));
  }
  return returned;
}

function isDone(result: unknown): boolean {
  return (
    typeof result !== "object" || result === null || (result as { done?: unknown }).done === true
  );
}
