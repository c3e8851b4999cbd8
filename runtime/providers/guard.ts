import type { ResponseFacts, ResultObserver, StreamReader } from "./provider";

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
  };
}

/**
 * An observer that cannot throw into the client that calls it, and that hears of the first token and
 * of one end at most once each.
 */
export function guardedObserver(observer: ResultObserver): ResultObserver {
  let started = false;
  let ended = false;
  const end = (report: () => void) => {
    if (ended) return;
    ended = true;
    guarded(report, undefined);
  };
  return {
    onFirstToken() {
      if (started || ended) return;
      started = true;
      guarded(() => observer.onFirstToken(), undefined);
    },
    onComplete: (facts: ResponseFacts) => end(() => observer.onComplete(facts)),
    onBreak: (facts: ResponseFacts) => end(() => observer.onBreak(facts)),
    onError: (error: unknown, facts: ResponseFacts) => end(() => observer.onError(error, facts)),
  };
}
