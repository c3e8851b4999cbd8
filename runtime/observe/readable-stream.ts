import { observeIterator } from "./iterator";
import type { CallObserver } from "./observer";
import { methodOf, patchMethod } from "./patch";

/** A Web stream. Its methods work on internal slots, so each way of reading needs its own patch. */
export function isReadableStream(value: object): value is ReadableStream {
  return value instanceof ReadableStream;
}

export function observeReadableStream(stream: ReadableStream, observer: CallObserver): boolean {
  observer.active(false);
  return (
    patchIteration(stream, observer) &&
    patchReader(stream, observer) &&
    patchPipes(stream, observer) &&
    patchTee(stream, observer) &&
    patchCancel(stream, observer)
  );
}

function patchIteration(stream: ReadableStream, observer: CallObserver): boolean {
  const values = methodOf(stream, "values");
  if (values === undefined) return false;
  const observedValues = function (this: unknown, ...args: unknown[]) {
    const iterator = values.apply(this, args);
    observeIterator(iterator as object, observer);
    return iterator;
  };
  return (
    patchMethod(stream, "values", observedValues) &&
    patchMethod(stream, Symbol.asyncIterator, observedValues)
  );
}

function patchReader(stream: ReadableStream, observer: CallObserver): boolean {
  const getReader = methodOf(stream, "getReader");
  return patchMethod(stream, "getReader", function (this: unknown, ...args: unknown[]) {
    const reader = getReader?.apply(this, args) as object;
    const read = methodOf(reader, "read");
    patchMethod(reader, "read", function (this: unknown, ...readArgs: unknown[]) {
      observer.active(true);
      const promise = read?.apply(this, readArgs) as Promise<{ done: boolean; value?: unknown }>;
      promise.then(
        ({ done, value }) => {
          observer.active(false);
          if (done) observer.ended("complete");
          else observer.event(value);
        },
        (error: unknown) => observer.failed(error),
      );
      return promise;
    });
    patchCancel(reader, observer);
    return reader;
  });
}

/** Pipes read past every public method, so a stage that only looks goes in front of them. */
function patchPipes(stream: ReadableStream, observer: CallObserver): boolean {
  const pipeTo = methodOf(stream, "pipeTo");
  const observed = (source: unknown) => {
    const stage = observingStage(observer);
    const piped = pipeTo?.call(source, stage.writable) as Promise<void>;
    piped.catch((error: unknown) => observer.failed(error));
    return stage.readable;
  };
  return (
    patchMethod(stream, "pipeThrough", function (this: unknown, ...args: unknown[]) {
      return observed(this).pipeThrough(...(args as Parameters<ReadableStream["pipeThrough"]>));
    }) &&
    patchMethod(stream, "pipeTo", function (this: unknown, ...args: unknown[]) {
      return observed(this).pipeTo(...(args as Parameters<ReadableStream["pipeTo"]>));
    })
  );
}

function observingStage(observer: CallObserver): TransformStream {
  const stage = {
    transform(event: unknown, controller: TransformStreamDefaultController) {
      observer.active(false);
      observer.event(event);
      controller.enqueue(event);
    },
    flush: () => observer.ended("complete"),
    // `cancel` is newer than the type definitions. It comes before the rejection that a reader's `break` causes upstream, and decides what it was.
    cancel: () => observer.ended("left"),
  };
  // No read-ahead: the source is asked only when the reader behind the pipe asks.
  return new TransformStream(stage, { highWaterMark: 1 }, { highWaterMark: 0 });
}

/** Both branches see every event; only the first one is observed, or everything would count twice. */
function patchTee(stream: ReadableStream, observer: CallObserver): boolean {
  const tee = methodOf(stream, "tee");
  return patchMethod(stream, "tee", function (this: unknown, ...args: unknown[]) {
    const branches = tee?.apply(this, args) as [ReadableStream, ReadableStream];
    observeReadableStream(branches[0], observer);
    return branches;
  });
}

function patchCancel(target: object, observer: CallObserver): boolean {
  const cancel = methodOf(target, "cancel");
  return patchMethod(target, "cancel", function (this: unknown, ...args: unknown[]) {
    observer.ended("left");
    return cancel?.apply(this, args);
  });
}
