import tracer from "dd-trace";
import { createLlmTelemetry, type LlmTelemetryOptions } from "../../../runtime";
import { service } from "../support/fixtures";

/** Telemetry over the real dd-trace, as a service sets it up, with a cost for every call. */
export function startTelemetry(
  options: Partial<LlmTelemetryOptions<typeof service>> = {},
  { plugins = false } = {},
) {
  tracer.init({
    service: service.service,
    env: service.env,
    version: "1.2.3",
    plugins,
    startupLogs: false,
  });
  return createLlmTelemetry({ tracer, service, prices: { cost: () => 0.0098 }, ...options });
}

export function print(line: unknown): void {
  process.stdout.write(`${String(line)}\n`);
}
