import type { CallObserver } from "./observer";
import { methodOf } from "./patch";

/** Options of a pipe, each read once. */
export interface PipeOptions {
  readonly preventAbort: boolean;
  readonly preventCancel: boolean;
  readonly preventClose: boolean;
  readonly signal: AbortSignal | undefined;
}

/** The options as the standard takes them; `undefined` where it would refuse them. */
export function readPipeOptions(given: unknown): PipeOptions | undefined {
  if (given !== undefined && given !== null && typeof given !== "object") return undefined;
  const options = (given ?? {}) as Readonly<Record<string, unknown>>;
  try {
    const signal = options["signal"];
    if (signal !== undefined && !(signal instanceof AbortSignal)) return undefined;
    return {
      preventAbort: Boolean(options["preventAbort"]),
      preventCancel: Boolean(options["preventCancel"]),
      preventClose: Boolean(options["preventClose"]),
      signal,
    };
  } catch {
    return undefined;
  }
}

/** A destination that a pipe takes. */
export function writableOf(given: unknown): WritableStream | undefined {
  return given instanceof WritableStream && !given.locked ? given : undefined;
}

/**
 * Pipes by the steps of the Streams standard (`ReadableStreamPipeTo`), with an observer between reading
 * and writing. The platform's own pipe reads past every method, and a stage in front of it would hide
 * the destination's errors, its back pressure and `preventCancel` from the source.
 *
 * @see https://streams.spec.whatwg.org/#readable-stream-pipe-to
 */
export function pipe(
  source: ReadableStream,
  destination: WritableStream,
  options: PipeOptions,
  observer: CallObserver,
): Promise<void> {
  return new Pipe(source, destination, options, observer).done;
}

/** The platform's methods, past those that were patched onto the stream itself. */
const getReader = methodOf(ReadableStream.prototype, "getReader");
const getWriter = methodOf(WritableStream.prototype, "getWriter");

type Failure = { readonly error: unknown } | undefined;

class Pipe {
  readonly done: Promise<void>;
  private readonly reader: ReadableStreamDefaultReader;
  private readonly writer: WritableStreamDefaultWriter;
  private settle: (failure: Failure) => void = () => undefined;
  private stopListening: () => void = () => undefined;
  private isShuttingDown = false;
  private lastRead = Promise.resolve(false);
  private lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    source: ReadableStream,
    destination: WritableStream,
    private readonly options: PipeOptions,
    private readonly observer: CallObserver,
  ) {
    this.reader = getReader?.call(source) as ReadableStreamDefaultReader;
    this.writer = getWriter?.call(destination) as WritableStreamDefaultWriter;
    this.done = new Promise((resolve, reject) => {
      this.settle = (failure) => {
        if (failure === undefined) resolve();
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a stream fails with anything
        else reject(failure.error);
      };
    });
    this.heedSignal();
    if (this.isShuttingDown) return;
    this.carryEndsOver();
    void this.pump();
  }

  private heedSignal(): void {
    const { signal, preventAbort, preventCancel } = this.options;
    if (signal === undefined) return;
    const abort = () => {
      const reason: unknown = signal.reason;
      this.shutDown({ error: reason }, () => {
        if (!preventCancel) this.observer.ended("left");
        return Promise.all([
          preventAbort ? undefined : this.writer.abort(reason),
          preventCancel ? undefined : this.reader.cancel(reason),
        ]);
      });
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort);
    this.stopListening = () => signal.removeEventListener("abort", abort);
  }

  /** The end of one side is carried over to the other, errors first. */
  private carryEndsOver(): void {
    const { preventAbort, preventClose } = this.options;
    this.reader.closed.then(
      async () => {
        // The last chunk arrives after the news that it was the last.
        await this.lastRead;
        if (this.isShuttingDown) return;
        this.observer.ended("complete");
        this.shutDown(undefined, preventClose ? undefined : () => this.writer.close());
      },
      (error: unknown) => {
        if (this.isShuttingDown) return;
        // As above, and it counts for what was generated before the failure.
        const told = () => this.observer.failed(error);
        this.lastRead.then(told, told);
        this.shutDown({ error }, preventAbort ? undefined : () => this.writer.abort(error));
      },
    );
    this.writer.closed.then(
      () => this.cancelSource(new TypeError("The destination is closed.")),
      (error: unknown) => this.cancelSource(error),
    );
  }

  private cancelSource(error: unknown): void {
    if (this.options.preventCancel) this.shutDown({ error });
    else {
      this.shutDown({ error }, () => {
        this.observer.ended("left");
        return this.reader.cancel(error);
      });
    }
  }

  private async pump(): Promise<void> {
    try {
      for (;;) {
        await this.writer.ready;
        if (this.isShuttingDown) return;
        this.observer.active(true);
        this.lastRead = this.step();
        if (await this.lastRead) return;
      }
    } catch {
      // `closed` of the side that failed says why.
    }
  }

  /** Carries one chunk over; `true` where there is none. */
  private async step(): Promise<boolean> {
    const { done, value } = (await this.reader.read()) as { done: boolean; value?: unknown };
    this.observer.active(false);
    if (done) return true;
    this.observer.event(value);
    // What was read is written, also where the pipe is being shut down.
    const write = this.writer.write(value);
    this.lastWrite = write.catch((error: unknown) => this.cancelSource(error));
    return false;
  }

  private shutDown(failure: Failure, action?: () => Promise<unknown>): void {
    if (this.isShuttingDown) return;
    this.isShuttingDown = true;
    void this.finish(failure, action);
  }

  private async finish(failure: Failure, action?: () => Promise<unknown>): Promise<void> {
    let outcome = failure;
    await this.lastWrite;
    try {
      await action?.();
    } catch (error) {
      outcome = { error };
    }
    this.stopListening();
    this.lastRead.catch(() => undefined);
    this.observer.active(false);
    this.writer.releaseLock();
    this.reader.releaseLock();
    this.settle(outcome);
  }
}
