import type { Clock } from "../safety/clock";
import type { DatadogSpan } from "./tracer";

/** How many traces of what went wrong are kept, whatever dd-trace's sampling says. */
export interface KeepOptions {
  /**
   * Traces per second, a whole number above 0. Those beyond it are left to dd-trace's own sampling.
   * @default 10
   */
  readonly perSecond?: number;
}

const PER_SECOND = 10;
const SECOND_MS = 1000;

/** dd-trace's tag `MANUAL_KEEP` of `ext/tags`. Set before a span ends, it keeps the whole trace. */
const MANUAL_KEEP = "manual.keep";

/** Tags with which a span makes its trace one to keep. */
export interface KeepTags {
  readonly [MANUAL_KEEP]?: "true";
}

const KEPT: KeepTags = { [MANUAL_KEEP]: "true" };

/**
 * Decides which traces are kept. dd-trace limits its own rules, but not this tag, and an outage fails
 * every call: so there is a cap, shared by all of a process's calls.
 */
export class Keeper {
  private readonly perSecond: number;
  private readonly traces = new Set<string>();
  private windowEndsAt = -Infinity;

  /** @param options `false` where nothing is to be kept. */
  constructor(
    options: KeepOptions | false,
    private readonly clock: Clock,
  ) {
    this.perSecond = options === false ? 0 : (options.perSecond ?? PER_SECOND);
  }

  /** The tags for a span whose trace is to be kept; `undefined` where the cap is reached. */
  tagsFor(span: DatadogSpan | undefined): KeepTags | undefined {
    if (span === undefined || this.perSecond === 0) return undefined;
    const now = this.clock();
    if (now >= this.windowEndsAt) {
      this.windowEndsAt = now + SECOND_MS;
      this.traces.clear();
    }
    // Several spans of one trace fail together: a tool, the answer made without it, its validation.
    const trace = span.context().toTraceId();
    if (this.traces.has(trace)) return KEPT;
    if (this.traces.size >= this.perSecond) return undefined;
    this.traces.add(trace);
    return KEPT;
  }
}
