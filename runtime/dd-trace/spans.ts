import type { COMMON_SPAN_TAGS, SpanName, SPANS } from "../../telemetry";
import type { Guard } from "../safety/guard";
import type { DatadogSpan, DatadogTracer } from "./tracer";

type TextTag<N extends SpanName> = (typeof SPANS)[N]["tags"][number];
type NumberTag<N extends SpanName> = (typeof SPANS)[N]["numbers"][number];

/** What a span of this name may carry beyond the tags of every span. */
export type TagsOfSpan<N extends SpanName> = Partial<Record<TextTag<N>, string | undefined>> &
  Partial<Record<NumberTag<N>, number | undefined>>;

/** Tags of every span that the tag set does not hold, because their values are unbounded. */
export type UnboundedTags = Readonly<
  Partial<Record<(typeof COMMON_SPAN_TAGS)[number], string | undefined>>
>;

/** What dd-trace itself reads from a span's tags. */
export interface TracerTags {
  readonly "resource.name"?: string | undefined;
  readonly error?: 1 | undefined;
  readonly "error.type"?: string | undefined;
  readonly "error.message"?: string | undefined;
  readonly "error.stack"?: string | undefined;
}

/** How well something went: what failed is an error of its span, what is doubtful only kept. */
export type Verdict = "good" | "doubtful" | "failed";

/** What something came to that has a span. */
export interface Outcome<N extends SpanName> {
  readonly tags: TagsOfSpan<N>;
  readonly verdict: Verdict;
}

/** Starts, activates and finishes spans. Nothing here throws. */
export class Spans {
  constructor(
    private readonly tracer: DatadogTracer,
    private readonly guard: Guard,
  ) {}

  /** Starts a child of the active span; dd-trace's `startSpan` alone would start a new trace. */
  start(name: SpanName, tags: Record<string, string>): DatadogSpan | undefined {
    try {
      const parent = this.tracer.scope().active();
      // All at once at creation: a dozen `setTag` calls cost more than the span itself.
      return this.tracer.startSpan(name, parent === null ? { tags } : { childOf: parent, tags });
    } catch (error) {
      this.guard.failed("tracer", error);
      return undefined;
    }
  }

  /**
   * Runs `work` once, with the span active where that works.
   *
   * The outcome is carried around `activate`: what is thrown through it cannot be told from a failure
   * of the tracer itself, and dd-trace would put the raw error, message and stack, on the span.
   */
  run<T>(span: DatadogSpan | undefined, work: () => T): T {
    return span === undefined ? work() : this.activated(span, work);
  }

  /** Runs `work` with no span active: what begins inside begins traces of its own. */
  apart<T>(work: () => T): T {
    return this.activated(null, work);
  }

  private activated<T>(span: DatadogSpan | null, work: () => T): T {
    let outcome: Returned<T> | undefined;
    try {
      this.tracer.scope().activate(span, () => (outcome ??= outcomeOf(work)));
    } catch (error) {
      this.guard.failed("tracer", error);
    }
    const { threw, value, error } = (outcome ??= outcomeOf(work));
    if (threw) throw error;
    return value as T;
  }

  finish(span: DatadogSpan | undefined, ...parts: readonly (object | undefined)[]): void {
    if (span === undefined) return;
    for (const tags of parts) if (tags !== undefined) this.addTags(span, tags);
    try {
      span.finish();
    } catch (error) {
      this.guard.failed("tracer", error);
    }
  }

  private addTags(span: DatadogSpan, tags: object): void {
    try {
      span.addTags(tags as Record<string, unknown>);
    } catch (error) {
      this.guard.failed("tracer", error);
    }
  }
}

/** What a piece of work came to. */
export interface Returned<T> {
  readonly threw: boolean;
  readonly value?: T;
  readonly error?: unknown;
}

export function outcomeOf<T>(work: () => T): Returned<T> {
  try {
    return { threw: false, value: work() };
  } catch (error) {
    return { threw: true, error };
  }
}
