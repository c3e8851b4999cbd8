/**
 * What the runtime uses of dd-trace, so that a tracer of major version 5 or 6 fits and the types of
 * neither have to be installed. Method signatures on purpose: their parameters compare both ways.
 */
export interface DatadogTracer {
  startSpan(name: string, options?: SpanOptions): DatadogSpan;
  scope(): DatadogScope;
  inject(context: unknown, format: string, carrier: unknown): void;
  extract(format: string, carrier: unknown): unknown;
  readonly dogstatsd: DogStatsD;
  /** Datadog's own LLM product; used where the option `llmObservability` asks for it. */
  readonly llmobs?: DatadogLlmObs;
}

export interface DatadogLlmObs {
  annotationContext<T>(options: object, work: () => T): T;
}

export interface SpanOptions {
  readonly childOf?: unknown;
  readonly tags?: Record<string, unknown>;
}

export interface DatadogSpan {
  addTags(tags: Record<string, unknown>): unknown;
  addLink?(link: unknown): unknown;
  context(): DatadogSpanContext;
  finish(): void;
}

export interface DatadogSpanContext {
  /** The lower 64 bits of the trace id, in decimal. */
  toTraceId(): string;
}

export interface DatadogScope {
  active(): DatadogSpan | null;
  activate<T>(span: unknown, work: () => T): T;
}

export interface DogStatsD {
  increment(metric: string, value?: number, tags?: string[]): void;
  distribution(metric: string, value?: number, tags?: string[]): void;
  flush(): void;
}

const NO_SPAN: DatadogSpan = {
  addTags: () => undefined,
  context: () => ({ toTraceId: () => "0" }),
  finish: () => undefined,
};

/** In place of a tracer that is none: the same as one that is off. */
export const NO_TRACER: DatadogTracer = {
  startSpan: () => NO_SPAN,
  scope: () => ({ active: () => null, activate: (_span, work) => work() }),
  inject: () => undefined,
  extract: () => null,
  dogstatsd: {
    increment: () => undefined,
    distribution: () => undefined,
    flush: () => undefined,
  },
};
