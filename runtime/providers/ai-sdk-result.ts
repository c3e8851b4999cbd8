import { guarded, guardedStream } from "./reading/guard";
import type { ResultObserver, StreamReader } from "./reading/provider";
import { shape, type Shape } from "./reading/values";

/**
 * Observes a `streamText` or `streamObject` result.
 *
 * Every public way to its content (`textStream`, `fullStream`, `text`, `usage`, a response to pipe)
 * reads the field `baseStream`, and any of them would start or fork the reading. So that field gets a
 * pass-through that pulls only when it is pulled: nothing runs earlier than without it. Where a version
 * of the SDK has no such field, the result stays unobserved.
 */
export function observeResultStream(
  result: Shape,
  stream: StreamReader,
  observer: ResultObserver,
): boolean {
  const base = Object.hasOwn(result, "baseStream") ? result["baseStream"] : undefined;
  if (!(base instanceof ReadableStream) || base.locked) return false;
  const descriptor = Object.getOwnPropertyDescriptor(result, "baseStream");
  if (descriptor?.writable !== true) return false;

  const parts = new PartObserver(guardedStream(stream), observer);
  const value = passThrough(base as ReadableStream<unknown>, parts);
  Object.defineProperty(result, "baseStream", { ...descriptor, value });
  return true;
}

class PartObserver {
  private started = false;
  private aborted = false;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly stream: StreamReader,
    private readonly observer: ResultObserver,
  ) {}

  part(given: unknown): void {
    // `streamText` wraps its parts; `streamObject` does not.
    const part = shape(shape(given)?.["part"]) ?? shape(given);
    if (this.stream.read(part) && !this.started) {
      this.started = true;
      this.observer.onFirstToken();
    }
    if (part?.["type"] === "error") this.failure ??= { error: part["error"] };
    if (part?.["type"] === "abort") this.aborted = true;
    // Nothing follows; a reader that knows may stop here and never ask for the end.
    if (part?.["type"] === "finish") this.end();
  }

  end(): void {
    if (this.failure) this.fail(this.failure.error);
    else if (this.aborted) this.break();
    else this.observer.onEnd(this.stream.facts(), "complete");
  }

  break(): void {
    this.observer.onEnd(this.stream.facts(), "left");
  }

  fail(error: unknown): void {
    this.observer.onError(error, this.stream.facts());
  }
}

function passThrough(
  source: ReadableStream<unknown>,
  parts: PartObserver,
): ReadableStream<unknown> {
  const reader = source.getReader();
  return new ReadableStream<unknown>(
    {
      async pull(controller) {
        const next = await reader.read().catch((error: unknown) => {
          parts.fail(error);
          throw error;
        });
        if (next.done) {
          parts.end();
          controller.close();
        } else {
          guarded(() => parts.part(next.value), undefined);
          controller.enqueue(next.value);
        }
      },
      cancel(reason) {
        parts.break();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
