import type { DatadogScope, DatadogSpan, SpanOptions } from "../../runtime";
import type { SimulatedClock } from "./simulated-clock";

/** A span that the runtime made, with the tags that it put on it. */
export interface KeptSpan {
  readonly name: string;
  readonly resource: string;
  /** Index of the parent in the request's spans; absent for the root. */
  readonly parent?: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly tags: Readonly<Record<string, string | number>>;
  /** The span says of itself that it failed. */
  readonly failed: boolean;
}

/** One played request, as a trace. */
export interface KeptRequest {
  /** What failed first, such as `output.validation`; absent where nothing did. */
  readonly failure?: string;
  readonly spans: readonly KeptSpan[];
}

/** Requests kept per way of failing, version and model; of those in which nothing failed, one. */
const KEPT_PER_KIND = 3;
/** Bounds what a report holds, whatever happens. */
const KEPT_IN_ALL = 60;

/**
 * Keeps the spans of some requests of a simulation: of each way to fail, and of each prompt version and
 * model that works, the first few.
 */
export class SpanRecorder {
  private readonly kinds = new Map<string, Kind>();
  private spans: Recorded[] = [];
  private readonly active: Recorded[] = [];
  private recording = false;

  /** @param tags Those that dd-trace puts on every span. */
  constructor(
    private readonly clock: SimulatedClock,
    private readonly tags: Readonly<Record<string, string>>,
  ) {}

  /** Those kept: of the most frequent failure first, of what works last. */
  get requests(): readonly KeptRequest[] {
    const kinds = [...this.kinds.values()].sort(
      (a, b) => Number(b.failed) - Number(a.failed) || b.seen - a.seen,
    );
    return kinds.flatMap(({ kept }) => kept).slice(0, KEPT_IN_ALL);
  }

  /**
   * Records what happens within `work` as one trace. Its root stands for the span of the web framework
   * or queue consumer, which every service has and the runtime does not make.
   */
  request(work: () => void): void {
    this.spans = [];
    this.recording = true;
    const root = this.startSpan("service.entry", {});
    this.activate(root, work);
    root.finish();
    this.recording = false;
    this.keep(this.spans);
  }

  startSpan(name: string, { tags }: SpanOptions): DatadogSpan {
    if (!this.recording) return NO_SPAN;
    const parent = this.active.at(-1);
    const at = parent && this.spans.indexOf(parent);
    const span = new Recorded(name, at, this.clock);
    span.addTags({ ...this.tags, ...tags });
    this.spans.push(span);
    return span;
  }

  /** Playing is synchronous, so that a stack is enough. */
  readonly scope = (): DatadogScope => ({
    active: () => this.active.at(-1) ?? null,
    activate: (span, work) => this.activate(span, work),
  });

  private activate<T>(span: unknown, work: () => T): T {
    if (!(span instanceof Recorded)) return work();
    this.active.push(span);
    try {
      return work();
    } finally {
      this.active.pop();
    }
  }

  private keep(spans: readonly Recorded[]): void {
    const failure = spans.find(({ failed }) => failed)?.name;
    const request = spans.find(({ name }) => name === "llm.request") ?? spans.at(-1);
    const of = ["llm.prompt_version", "llm.model"].map((tag) => request?.tags[tag]);
    const key = [failure, ...of].join();
    const kind = this.kinds.get(key) ?? { failed: failure !== undefined, seen: 0, kept: [] };
    this.kinds.set(key, kind);
    kind.seen += 1;
    if (kind.kept.length >= (kind.failed ? KEPT_PER_KIND : 1)) return;
    const plain = spans.map((span) => span.plain());
    kind.kept.push({ ...(failure === undefined ? {} : { failure }), spans: plain });
  }
}

interface Kind {
  readonly failed: boolean;
  seen: number;
  readonly kept: KeptRequest[];
}

const NO_CONTEXT = { toTraceId: () => "0" };

export const NO_SPAN: DatadogSpan = {
  addTags: () => undefined,
  context: () => NO_CONTEXT,
  finish: () => undefined,
};

class Recorded implements DatadogSpan {
  readonly tags: Record<string, string | number> = {};
  private readonly start: number;
  private duration = 0;
  private resource: string;
  private error = false;

  constructor(
    readonly name: string,
    private readonly parent: number | undefined,
    private readonly clock: SimulatedClock,
  ) {
    this.start = clock.milliseconds;
    this.resource = name;
  }

  get failed(): boolean {
    const { tags } = this;
    return this.error || tags["llm.status"] === "error" || tags["tool.status"] === "error";
  }

  addTags(tags: Record<string, unknown>): void {
    for (const [tag, value] of Object.entries(tags)) {
      if (tag === "error") this.error = true;
      if (typeof value !== "string" && typeof value !== "number") continue;
      if (tag === "resource.name") this.resource = String(value);
      else if (tag !== "error") this.tags[tag] = value;
    }
  }

  context() {
    return NO_CONTEXT;
  }

  finish(): void {
    this.duration = this.clock.milliseconds - this.start;
  }

  plain(): KeptSpan {
    const { name, resource, parent, start, duration, tags, failed } = this;
    const root = parent === undefined ? {} : { parent };
    return { name, resource, ...root, start, duration, tags, failed };
  }
}
