import type { ResponseFacts, ResultObserver, StreamEnd, StreamReader } from "./provider";

/** Runs a piece of telemetry; where it throws (a getter, a revoked proxy), `fallback` is its result. */
export function guarded<T>(work: () => T, fallback: T): T {
  try {
    return work();
  } catch {
    return fallback;
  }
}

export function guardedStream(stream: StreamReader): StreamReader {
  return {
    read: (event) => guarded(() => stream.read(event), false),
    facts: () => guarded(() => stream.facts(), {}),
    isTruncated: () => guarded(() => stream.isTruncated?.() === true, false),
  };
}

/**
 * An observer that cannot throw into the client that calls it, and that hears of the first token and
 * of one end at most once each. A class, because one is made for each call and hardly ever used.
 */
export class GuardedObserver implements ResultObserver {
  private started = false;
  private ended = false;

  constructor(private readonly observer: ResultObserver) {}

  onFirstToken(): void {
    if (this.started || this.ended) return;
    this.started = true;
    guarded(() => this.observer.onFirstToken(), undefined);
  }

  onEnd(facts: ResponseFacts, how: StreamEnd): void {
    this.end(() => this.observer.onEnd(facts, how));
  }

  onError(error: unknown, facts: ResponseFacts): void {
    this.end(() => this.observer.onError(error, facts));
  }

  private end(report: () => void): void {
    if (this.ended) return;
    this.ended = true;
    guarded(report, undefined);
  }
}
