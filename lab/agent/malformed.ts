import type { Source } from "./routes";

/** Why something that arrived could not be taken, or not wholly. */
export type MalformedReason =
  HttpReason | TraceReason | MetricReason | "invalid_event" | "invalid_service_check";

type HttpReason =
  /** Not HTTP at all. */
  | "invalid_http"
  | "method_not_allowed"
  /** Compressed bodies would hide text from a search through `rawBodies`. */
  | "unsupported_encoding"
  | "body_too_large"
  /** The client went away before the whole body had arrived. */
  | "incomplete_body";

type TraceReason =
  | "invalid_msgpack"
  /** Valid msgpack that holds no traces; the whole payload is refused. */
  | "invalid_trace_payload"
  /** The span is kept, without its links. dd-trace cuts long ones in the middle of the JSON. */
  | "invalid_span_links";

type MetricReason =
  | "missing_value"
  | "missing_type"
  | "unknown_type"
  | "invalid_value"
  /** What becomes of `NaN`, `Infinity` and numbers beyond a double. */
  | "non_finite_value"
  | "invalid_sample_rate"
  | "invalid_timestamp"
  /** The point is kept: Datadog rewrites such a name. */
  | "invalid_name"
  /** The point is kept. Most often a `|` inside a tag value, whose other tags are then lost. */
  | "unknown_field";

/** One piece of malformed input. */
export interface MalformedInput {
  readonly source: Source;
  readonly reason: MalformedReason;
  /** What was wrong, or the beginning of the line. */
  readonly detail: string;
}

/** What was malformed among all that arrived. */
export interface MalformedSummary {
  readonly total: number;
  readonly byReason: Readonly<Partial<Record<MalformedReason, number>>>;
  /** The first few, to see what they look like. */
  readonly samples: readonly MalformedInput[];
}

/** Thrown where a whole request is refused. */
export class MalformedInputError extends Error {
  override readonly name = "MalformedInputError";

  constructor(
    readonly reason: MalformedReason,
    message: string,
  ) {
    super(message);
  }
}

const MAX_SAMPLES = 20;
const MAX_DETAIL = 200;

/** Counts malformed input by reason; keeps the first pieces as samples. */
export class MalformedCounter implements MalformedSummary {
  total = 0;
  byReason: Partial<Record<MalformedReason, number>> = {};
  samples: MalformedInput[] = [];

  add(source: Source, reason: MalformedReason, detail: string): void {
    this.total += 1;
    this.byReason[reason] = (this.byReason[reason] ?? 0) + 1;
    if (this.samples.length >= MAX_SAMPLES) return;
    // Copied through bytes, because a slice of a string keeps all of it in memory.
    const excerpt = Buffer.from(detail.slice(0, MAX_DETAIL)).toString();
    this.samples.push({ source, reason, detail: excerpt });
  }

  clear(): void {
    this.total = 0;
    this.byReason = {};
    this.samples = [];
  }
}
