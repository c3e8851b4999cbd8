import { type LocalAgent, startLocalAgent } from "../../lab/agent";
import { table } from "../../cli/table";
import { REQUEST_LOG_EVENT } from "../../telemetry";
import { metricsTable, commonTags } from "./demo/metrics-table";
import { startModelServer } from "./demo/model-server";
import { type ServiceProcess, startService } from "./demo/service-process";
import { traceTree } from "./demo/trace-tree";

/** The README's first command leaves out what only development needs. */
function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the support agent against a local Datadog agent and a local server that speaks the wire formats
 * of Anthropic and OpenAI; shows what arrived. The service itself is in `service/`.
 */
const WIDTH = 98;

async function main(): Promise<void> {
  if (!isInstalled("dd-trace")) {
    console.error("The example needs dd-trace and the clients of models: run npm ci first.");
    process.exitCode = 1;
    return;
  }
  const [agent, models] = await Promise.all([startLocalAgent(), startModelServer()]);
  try {
    const service = await startService({
      DD_SERVICE: "support-agent",
      DD_ENV: "production",
      DD_VERSION: "2026.06.01",
      DD_TRACE_AGENT_URL: agent.url,
      // Nothing but traces and metrics: these two serve Datadog's side, which is not here.
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      // dd-trace 6 prints its configuration at start.
      DD_TRACE_STARTUP_LOGS: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      ANTHROPIC_BASE_URL: models.url,
      ANTHROPIC_API_KEY: "none",
      OPENAI_BASE_URL: `${models.url}/v1`,
      OPENAI_API_KEY: "none",
      JUDGED_SHARE: "1",
      PORT: "0",
    });
    try {
      await askService(service, "req_9f3a");
      models.overloadAnthropic();
      await askService(service, "req_9f3b");
    } finally {
      await service.stop();
    }
    for (const line of report(agent, service)) console.log(line);
  } finally {
    await Promise.all([agent.close(), models.close()]);
  }
}

async function askService({ url }: ServiceProcess, requestId: string): Promise<void> {
  const response = await fetch(`${url}/api/support-agent`, {
    method: "POST",
    headers: { authorization: "Bearer tenant_42", "x-request-id": requestId },
    body: JSON.stringify({ text: "The lamp of order A-1042 arrived broken. Money back, please!" }),
  });
  if (!response.ok) throw new Error(`The service answered ${response.status}.`);
}

function report({ spans, metrics }: LocalAgent, { log }: ServiceProcess): string[] {
  const [usual, fallback] = spans.filter(({ name }) => name === "web.request");
  const record = log.find(({ event }) => event === REQUEST_LOG_EVENT);
  if (!usual || !fallback || !record) throw new Error("Not all of the telemetry arrived.");
  const modelCalls = spans.filter(({ name }) => name === "llm.request");
  return [
    ...section("Trace of a request", traceTree(usual, spans)),
    ...section(
      "Model calls of a request while Claude is overloaded",
      traceTree(fallback, modelCalls),
    ),
    ...section("Metrics of both requests", metricsTable(metrics, WIDTH)),
    ...section("Tags of every metric", table([[commonTags(metrics).join(" ")]], WIDTH)),
    ...section("Log record of the first model call", JSON.stringify(record, null, 2).split("\n")),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return [title, "", ...lines.map((line) => `  ${line}`.trimEnd()), ""];
}

void main();
