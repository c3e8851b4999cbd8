import type { Clock } from "./clock";

/** A call that has not ended yet. */
export interface Unended {
  readonly lastActivityAt: number;
  /** Ends the call, because nothing has happened to it for too long. */
  abandon(): void;
}

/** Calls are looked through this often: an abandoned one ends so much late at most. */
const SWEEPS_PER_LIMIT = 10;
const MAX_SWEEP_INTERVAL_MS = 60_000;

/**
 * Ends the calls that nobody ends: a stream that is never read, a promise that never settles. One
 * unfinished span would keep dd-trace from sending the whole trace.
 *
 * One timer sweeps over all of them: a timer per call would cost more than the call's metrics.
 */
export class OpenCalls {
  private readonly calls = new Set<Unended>();
  private timer: NodeJS.Timeout | undefined;

  /** @param limitMs Time without activity after which a call counts as abandoned. */
  constructor(
    private readonly limitMs: number,
    private readonly clock: Clock,
  ) {}

  add(call: Unended): void {
    this.calls.add(call);
    if (this.timer !== undefined) return;
    this.timer = setInterval(
      () => this.sweep(),
      Math.min(this.limitMs / SWEEPS_PER_LIMIT, MAX_SWEEP_INTERVAL_MS),
    );
    // Telemetry must not keep a process alive.
    this.timer.unref();
  }

  remove(call: Unended): void {
    this.calls.delete(call);
  }

  private sweep(): void {
    if (this.calls.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    const limit = this.clock() - this.limitMs;
    for (const call of this.calls) {
      if (call.lastActivityAt <= limit) call.abandon();
    }
  }
}
