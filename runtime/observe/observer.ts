import type { StreamEnd } from "../providers/reading/provider";

/** Hears how the result of a wrapped call goes on. Nothing that it does may throw. */
export interface CallObserver {
  /** Runs work that the application triggered later, such as a generator's body, inside the span. */
  run<T>(work: () => T): T;
  /** The call waits for the provider from now on, or has heard from it. */
  active(waiting: boolean): void;
  /** Takes over a result that only a provider's reader can observe; `true` where it did. */
  attach(result: unknown): boolean;
  /** Whether a value is an answer that a provider's reader knows. */
  recognises(value: unknown): boolean;
  /** A stream that the result carries in one of its fields. */
  streamIn(result: unknown): unknown;
  /** A stream begins, which nobody may ever read. */
  streamed(): void;
  /** One event of a stream. */
  event(event: unknown): void;
  /** The call ended with a value that is no stream. */
  resolved(value: unknown): void;
  /** The call ended well: what was streamed was read to its end, or its reader left it. */
  ended(how: StreamEnd): void;
  failed(error: unknown): void;
  /** Observing broke down; the call ends with what is known of it. */
  lost(error: unknown): void;
}
