import { AsyncResource } from "node:async_hooks";
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
  private readonly sweeps: Sweeps = { of: undefined, timer: undefined };
  /**
   * Outside of the call that happens to be the first: a timer keeps all of the trace that it was started
   * in, and what ends an abandoned call would take part in that trace.
   */
  private readonly start = AsyncResource.bind(() => {
    const every = Math.min(this.limitMs / SWEEPS_PER_LIMIT, MAX_SWEEP_INTERVAL_MS);
    startSweeps(this.sweeps, every);
  });

  /** @param limitMs Time without activity after which a call counts as abandoned. */
  constructor(
    private readonly limitMs: number,
    private readonly clock: Clock,
  ) {}

  add(call: Unended): void {
    call.place = this.calls.length;
    this.calls.push(call);
    this.sweeps.of = this;
    if (this.sweeps.timer === undefined) this.start();
  }

  /** Removes a call that was added, once. */
  remove(call: Unended): void {
    const last = this.calls.pop();
    if (this.calls.length === 0) this.sweeps.of = undefined;
    if (last === undefined || last === call) return;
    last.place = call.place;
    this.calls[call.place] = last;
  }

  sweep(): void {
    const limit = this.clock() - this.limitMs;
    for (const call of [...this.calls]) {
      if (call.lastActivityAt <= limit) call.abandon();
    }
  }
}

/** What the timer holds: the calls only while there are some, so that a runtime out of use can go. */
interface Sweeps {
  of: OpenCalls | undefined;
  timer: NodeJS.Timeout | undefined;
}

function startSweeps(sweeps: Sweeps, everyMs: number): void {
  sweeps.timer = setInterval(() => {
    if (sweeps.of !== undefined) {
      sweeps.of.sweep();
      return;
    }
    clearInterval(sweeps.timer);
    sweeps.timer = undefined;
  }, everyMs);
  // Telemetry must not keep a process alive.
  sweeps.timer.unref();
}
