import type { LlmServiceDeclaration } from "../../telemetry";
import { createLlmTelemetry, type LlmTelemetry, type LlmTelemetryOptions } from "..";
import { RecordingTracer, type RecordedMetric, type RecordedSpan } from "./recording-tracer";

/** A log record as the recorder saw it. */
export interface RecordedLog {
  /** Requests are `info`, troubles of the set-up `warn`. */
  readonly level: "info" | "warn";
  /** Text of the record. */
  readonly message: string;
  /** Fields of the record. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** Telemetry that keeps what it sends, for tests of the code that uses it. */
export interface TestTelemetry<S extends LlmServiceDeclaration> {
  /** What the code under test takes. */
  readonly llm: LlmTelemetry<S>;
  /** Finished spans, in the order in which they ended. */
  readonly spans: readonly RecordedSpan[];
  /** Points, in the order in which they were sent. */
  readonly metrics: readonly RecordedMetric[];
  /** Requests and warnings. */
  readonly logs: readonly RecordedLog[];
  /** Forgets what was recorded. */
  clear(): void;
}

/**
 * Creates telemetry that records in memory; no dd-trace, no agent.
 *
 * @example
 * const telemetry = createTestTelemetry(supportAgent);
 * await answerTicket(ticket, telemetry.llm);
 * expect(telemetry).toHaveSpan("llm.request", { "llm.prompt_version": "2026-06-01.3" });
 */
export function createTestTelemetry<const S extends LlmServiceDeclaration>(
  service: S,
  options: Omit<LlmTelemetryOptions<S>, "tracer" | "service" | "logger"> = {},
): TestTelemetry<S> {
  const tracer = new RecordingTracer();
  const logs: RecordedLog[] = [];
  const log = (level: RecordedLog["level"]) => (record: object, message: string) => {
    logs.push({ level, message, record: { ...record } });
  };
  const llm = createLlmTelemetry<S>({
    ...options,
    tracer,
    service,
    logger: { info: log("info"), warn: log("warn") },
  });
  return {
    llm,
    spans: tracer.spans,
    metrics: tracer.metrics,
    logs,
    clear() {
      for (const list of [tracer.spans, tracer.metrics, logs]) list.length = 0;
    },
  };
}
