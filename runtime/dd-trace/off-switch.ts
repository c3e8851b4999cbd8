import type { Clock } from "../safety/clock";
import type { Guard } from "../safety/guard";
import { isStarted } from "./started";
import type { DatadogTracer } from "./tracer";

/** The tracer may be started after the telemetry was created, so the answer is asked for again. */
const ASK_AGAIN_MS = 1000;

/**
 * Knows whether dd-trace is off (`DD_TRACE_ENABLED=false`, or not initialised). Its spans and its
 * metrics client are empty then, so that observing calls would be work for nothing.
 */
export class OffSwitch {
  private off = true;
  private askAgainAt = -Infinity;

  constructor(
    private readonly tracer: DatadogTracer,
    private readonly guard: Guard,
    private readonly clock: Clock,
  ) {}

  isOff(): boolean {
    // A tracer that was started stays on.
    if (!this.off) return false;
    const now = this.clock();
    if (now < this.askAgainAt) return this.off;
    this.askAgainAt = now + ASK_AGAIN_MS;
    this.off = this.guard.attempt("tracer", () => isStarted(this.tracer)) === false;
    return this.off;
  }
}
