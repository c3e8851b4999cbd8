import type { Tracer } from "dd-trace";
import { createLlmTelemetry, type LlmTelemetryOptions } from "../../../runtime";
import { startLocalAgent, type LocalAgent } from "../../../lab/agent";
import { service } from "./fixtures";

export interface TracedAgent {
  readonly agent: LocalAgent;
  readonly tracer: Tracer;
  /** Telemetry over the real dd-trace, with a cost for every call. */
  telemetry(
    options?: Partial<LlmTelemetryOptions<typeof service>>,
  ): ReturnType<typeof createLlmTelemetry<typeof service>>;
  /** All bytes that arrived so far, as text. */
  wire(): string;
}

/**
 * A local agent and dd-trace sending to it. dd-trace lives as long as its process, so a test file has
 * one of them.
 */
export async function startTracedAgent(): Promise<TracedAgent> {
  const agent = await startLocalAgent();
  // Only traces and metrics on the wire.
  process.env["DD_INSTRUMENTATION_TELEMETRY_ENABLED"] = "false";
  process.env["DD_REMOTE_CONFIGURATION_ENABLED"] = "false";
  process.env["DD_DOGSTATSD_PORT"] = String(agent.udpPort);
  // Where Jest runs, dd-trace's own entry point gives a tracer that does nothing: behind it is the
  // real one, which takes its global state from the entry point.
  await import("dd-trace");
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no types, and no other way in
  const RealTracer = require("dd-trace/packages/dd-trace/src/proxy") as new () => Tracer;
  const tracer = new RealTracer();
  tracer.init({
    url: agent.url,
    service: service.service,
    env: service.env,
    version: "1.2.3",
    flushInterval: 0,
    plugins: false,
    startupLogs: false,
  });
  return {
    agent,
    tracer,
    telemetry: (options) =>
      createLlmTelemetry({ tracer, service, prices: { cost: () => 0.0098 }, ...options }),
    wire: () => agent.rawBodies.map(({ bytes }) => bytes.toString("latin1")).join("\n"),
  };
}
