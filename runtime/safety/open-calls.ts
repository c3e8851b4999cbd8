import type { Clock } from "./clock";

/** A call that has not ended yet. */
export interface Unended {
  readonly lastActivityAt: number;
  /** Where `OpenCalls` keeps it: to find it in a set would cost more than its timer does. */
  place: number;
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
  /** In no order; each knows its own place. */
  private readonly calls: Unended[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** @param limitMs Time without activity after which a call counts as abandoned. */
  constructor(
    private readonly limitMs: number,
    private readonly clock: Clock,
  ) {}

  add(call: Unended): void {
    call.place = this.calls.length;
    this.calls.push(call);
    if (this.timer !== undefined) return;
    this.timer = setInterval(
      () => this.sweep(),
      Math.min(this.limitMs / SWEEPS_PER_LIMIT, MAX_SWEEP_INTERVAL_MS),
    );
    // Telemetry must not keep a process alive.
    this.timer.unref();
  }

  /** Removes a call that was added, once. */
  remove(call: Unended): void {
    const last = this.calls.pop();
    if (last === undefined || last === call) return;
    last.place = call.place;
    this.calls[call.place] = last;
  }

  private sweep(): void {
    if (this.calls.length === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    const limit = this.clock() - this.limitMs;
    for (const call of [...this.calls]) {
      if (call.lastActivityAt <= limit) call.abandon();
    }
  }
}
