import { observeIterator } from "./iterator";
import type { CallObserver } from "./observer";
import { methodOf, patchMethod, type Method } from "./patch";
import { pipe, readPipeOptions, writableOf } from "./pipe";
import { branchObservers, mutedObserver, type Mute } from "./several";

const NATIVE = ReadableStream.prototype;

/** A Web stream. Its methods work on internal slots, so each way of reading needs its own patch. */
export function isReadableStream(value: object): value is ReadableStream {
  return value instanceof ReadableStream;
}

/**
 * Observes a Web stream by every way in which it can be read. Each method calls the one that was there;
 * where that would fail (the stream is locked, an argument is wrong), it fails as it did.
 */
export function observeReadableStream(stream: ReadableStream, observer: CallObserver): boolean {
  // Whoever reads by the stream's own iterator sees what that makes of the chunks, so it is asked first.
  const mute: Mute = { isOn: false };
  const chunks = mutedObserver(observer, mute);
  return (
    patchIteration(stream, observer, chunks, mute) &&
    patchReader(stream, chunks) &&
    patchPipes(stream, chunks) &&
    patchTee(stream, chunks) &&
    patchCancel(stream, () => !stream.locked, chunks)
  );
}

function patchIteration(
  stream: ReadableStream,
  own: CallObserver,
  chunks: CallObserver,
  mute: Mute,
): boolean {
  const values = methodOf(stream, "values");
  const iterate = methodOf(stream, Symbol.asyncIterator);
  if (values === undefined || iterate === undefined) return false;
  const native = observedFactory(values, chunks, () => undefined);
  if (!patchMethod(stream, "values", native)) return false;
  // In the standard the two are one function.
  if (iterate === methodOf(NATIVE, "values")) {
    return patchMethod(stream, Symbol.asyncIterator, iterate === values ? native : iterate);
  }
  const takeOver = () => (mute.isOn = true);
  if (methodOf(stream, "next") === undefined) {
    return patchMethod(stream, Symbol.asyncIterator, observedFactory(iterate, own, takeOver));
  }
  // A stream that is its own iterator, as LangChain's, may be read without asking for one.
  return observeIterator(stream, own, takeOver);
}

/** A method that makes iterators, and observes each. */
function observedFactory(factory: Method, observer: CallObserver, onUse: () => void): Method {
  return function (this: unknown, ...args: unknown[]) {
    const iterator = factory.apply(this, args);
    if (typeof iterator !== "object" || iterator === null) return iterator;
    const options = args[0] as { readonly preventCancel?: unknown } | undefined;
    const keepsStream = Boolean(options?.preventCancel);
    observeIterator(iterator, observer, onUse, keepsStream);
    return iterator;
  };
}

function patchReader(stream: ReadableStream, observer: CallObserver): boolean {
  const getReader = methodOf(stream, "getReader");
  return patchMethod(stream, "getReader", function (this: unknown, ...args: unknown[]) {
    const reader = getReader?.apply(this, args);
    if (typeof reader === "object" && reader !== null) observeReader(reader, observer);
    return reader;
  });
}

function observeReader(reader: object, observer: CallObserver): void {
  const read = methodOf(reader, "read");
  const releaseLock = methodOf(reader, "releaseLock");
  // A reader that was released fails for itself; its stream goes on.
  let isReleased = false;
  patchMethod(reader, "releaseLock", function (this: unknown, ...args: unknown[]) {
    const released = releaseLock?.apply(this, args);
    isReleased = true;
    observer.active(false);
    return released;
  });
  patchMethod(reader, "read", function (this: unknown, ...args: unknown[]) {
    if (!isReleased) observer.active(true);
    const promise = read?.apply(this, args) as Promise<{ done: boolean; value?: unknown }>;
    promise.then(
      ({ done, value }) => {
        observer.active(false);
        if (done) observer.ended("complete");
        else observer.event(value);
      },
      // A wrong argument of a byte reader fails the read alone.
      (error: unknown) => {
        if (!isReleased && !(error instanceof TypeError && args.length > 0)) observer.failed(error);
      },
    );
    return promise;
  });
  patchCancel(reader, () => !isReleased, observer);
}

/** Pipes read past every public method, so an observed stream is piped by the standard's own steps. */
function patchPipes(stream: ReadableStream, observer: CallObserver): boolean {
  const pipeTo = methodOf(stream, "pipeTo");
  const pipeThrough = methodOf(stream, "pipeThrough");
  return (
    patchMethod(stream, "pipeTo", function (this: unknown, ...args: unknown[]) {
      const writable = writableOf(args[0]);
      const options = readPipeOptions(args[1]);
      if (this !== stream || stream.locked || writable === undefined || options === undefined) {
        return pipeTo?.apply(this, args);
      }
      return pipe(stream, writable, options, observer);
    }) &&
    patchMethod(stream, "pipeThrough", function (this: unknown, ...args: unknown[]) {
      const pair = args[0] as
        { readonly readable?: unknown; readonly writable?: unknown } | null | undefined;
      const readable = pair?.readable;
      const writable = writableOf(pair?.writable);
      const options = readPipeOptions(args[1]);
      if (
        this !== stream ||
        stream.locked ||
        !(readable instanceof ReadableStream) ||
        writable === undefined ||
        options === undefined
      ) {
        return pipeThrough?.apply(this, args);
      }
      pipe(stream, writable, options, observer).catch(() => undefined);
      return readable;
    })
  );
}

function patchTee(stream: ReadableStream, observer: CallObserver): boolean {
  const tee = methodOf(stream, "tee");
  return patchMethod(stream, "tee", function (this: unknown, ...args: unknown[]) {
    const branches = tee?.apply(this, args) as ReadableStream[];
    const observers = branchObservers(observer, branches.length);
    branches.forEach((branch, index) => {
      const own = observers[index];
      if (own !== undefined) observeReadableStream(branch, own);
    });
    return branches;
  });
}

function patchCancel(target: object, isAllowed: () => boolean, observer: CallObserver): boolean {
  const cancel = methodOf(target, "cancel");
  return patchMethod(target, "cancel", function (this: unknown, ...args: unknown[]) {
    if (isAllowed()) observer.ended("left");
    return cancel?.apply(this, args);
  });
}
