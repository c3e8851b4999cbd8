import type { MetricName, SpanName } from "../../telemetry";
import type {
  DatadogScope,
  DatadogSpan,
  DatadogTracer,
  DogStatsD,
  SpanOptions,
} from "../dd-trace/tracer";
import { SharedStorage } from "../safety/shared-storage";

/** A span as the recorder saw it. */
export interface RecordedSpan {
  /** Operation name. */
  readonly name: SpanName;
  /** Such as the prompt or the tool. */
  readonly resource: string | undefined;
  /** Tags and numbers, less those that dd-trace reads itself. */
  readonly tags: Readonly<Record<string, string | number>>;
  /** The span is marked as failed. */
  readonly error: boolean;
  /** The span asks for its trace to be kept, whatever is sampled. */
  readonly kept: boolean;
  /** Class of the error. */
  readonly errorType: string | undefined;
  /** The span around it. */
  readonly parent: RecordedSpan | undefined;
  /** `traceparent` of the requests that the span is linked to. */
  readonly links: readonly string[];
}

/** A metric point as the recorder saw it. */
export interface RecordedMetric {
  /** Metric of the contract. */
  readonly name: MetricName;
  /** How Datadog takes it. */
  readonly type: "count" | "distribution";
  /** In the metric's unit. */
  readonly value: number;
  /** As Datadog stores them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** dd-trace's behaviour as far as the runtime uses it, in memory. */
export class RecordingTracer implements DatadogTracer {
  /** Finished spans, in the order in which they ended. */
  readonly spans: RecordedSpan[] = [];
  readonly metrics: RecordedMetric[] = [];
  readonly dogstatsd: DogStatsD;
  /** Without an exporter: dd-trace's sign that there is nothing to send, so that `flush` is through. */
  readonly _tracer = {};
  private readonly storage = new SharedStorage<Recording>();
  private ids = 0n;

  constructor() {
    const add =
      (type: RecordedMetric["type"]) =>
      (name: string, value?: number, tags?: readonly string[]) => {
        this.metrics.push({
          name: name as MetricName,
          type,
          value: value ?? 1,
          tags: parsed(tags),
        });
      };
    this.dogstatsd = {
      increment: add("count"),
      distribution: add("distribution"),
      flush: () => undefined,
    };
  }

  startSpan(name: string, options: SpanOptions = {}): DatadogSpan {
    const parent = options.childOf instanceof Recording ? options.childOf : undefined;
    const id = ++this.ids;
    const span = new Recording(name as SpanName, parent, parent?.traceId ?? id, id, (ended) => {
      this.spans.push(ended);
    });
    span.addTags(options.tags ?? {});
    return span;
  }

  scope(): DatadogScope {
    return {
      active: () => this.storage.getStore() ?? null,
      activate: (span, work) => {
        if (span instanceof Recording) return this.storage.run(span, work);
        // As dd-trace: with null, none is active.
        return span === null ? this.storage.run(undefined, work) : work();
      },
    };
  }

  inject(context: unknown, format: string, carrier: unknown): void {
    const span = context instanceof Recording ? context : undefined;
    const ids = span && { trace_id: hex(span.traceId, 32), span_id: span.id.toString() };
    const fields = format === "log" ? { dd: { ...ids } } : { traceparent: span?.traceparent };
    Object.assign(carrier as object, fields);
  }

  extract(_format: string, carrier: unknown): unknown {
    return carrier;
  }
}

/** Tags by which dd-trace is told things, and which it does not send as tags. */
const TRACER_TAGS = new Set([
  "resource.name",
  "error",
  "error.type",
  "error.message",
  "error.stack",
]);

class Recording implements DatadogSpan, RecordedSpan {
  readonly tags: Record<string, string | number> = {};
  readonly links: string[] = [];
  resource: string | undefined;
  error = false;
  kept = false;
  errorType: string | undefined;
  private ended = false;

  constructor(
    readonly name: SpanName,
    readonly parent: Recording | undefined,
    readonly traceId: bigint,
    readonly id: bigint,
    private readonly onEnd: (span: RecordedSpan) => void,
  ) {}

  get traceparent(): string {
    return `00-${hex(this.traceId, 32)}-${hex(this.id, 16)}-01`;
  }

  addTags(tags: Record<string, unknown>): void {
    for (const [tag, value] of Object.entries(tags)) {
      // dd-trace drops every other type, too.
      if (typeof value !== "string" && typeof value !== "number") continue;
      if (tag === "resource.name") this.resource = String(value);
      else if (tag === "error") this.error = true;
      else if (tag === "manual.keep") this.kept = true;
      else if (tag === "error.type") this.errorType = String(value);
      else if (!TRACER_TAGS.has(tag)) this.tags[tag] = value;
    }
  }

  addLink(link: { readonly context: { readonly traceparent: string } }): void {
    this.links.push(link.context.traceparent);
  }

  context() {
    return { toTraceId: () => this.traceId.toString() };
  }

  finish(): void {
    if (this.ended) return;
    this.ended = true;
    this.onEnd(this);
  }
}

function hex(id: bigint, digits: number): string {
  return id.toString(16).padStart(digits, "0");
}

/** A text may hold several tags: dd-trace's client only puts commas between those that it is given. */
function parsed(texts: readonly string[] = []): Record<string, string> {
  const tags = texts.flatMap((text) => text.split(","));
  return Object.fromEntries(
    tags.map((tag) => [tag.slice(0, tag.indexOf(":")), tag.slice(tag.indexOf(":") + 1)]),
  );
}
