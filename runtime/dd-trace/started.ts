import type { DatadogTracer } from "./tracer";

/** Whether dd-trace was started: it then writes into log records, also without a span. */
export function isStarted(tracer: DatadogTracer): boolean {
  const carrier: Record<string, unknown> = {};
  tracer.inject(null, "log", carrier);
  return carrier["dd"] !== undefined;
}

/** Whether somebody turned tracing off, so that nothing is to be sent. */
export function isOffOnPurpose(): boolean {
  return ["DD_TRACE_ENABLED", "DD_TRACING_ENABLED"].some((name) =>
    /^(false|0)$/i.test(process.env[name] ?? ""),
  );
}
