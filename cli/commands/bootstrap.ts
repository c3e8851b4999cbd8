import { createSocket } from "node:dgram";
import { METRIC_NAMES, METRICS, type MetricName } from "../../telemetry";
import { parse, portOf } from "../arguments";

/**
 * Value of every tag of a bootstrap point. No service or environment of this name exists, so no
 * monitor and no dashboard reads the point.
 */
export const BOOTSTRAP_TAG_VALUE = "datadog-llm-bootstrap";

export interface BootstrapOptions {
  readonly host: string;
  readonly port: number;
  /** Print the datagrams instead of sending them. */
  readonly dryRun: boolean;
}

export async function bootstrapCommand(args: readonly string[]): Promise<void> {
  const { env } = process;
  const values = parse("bootstrap", args, {
    host: { type: "string", default: env["DD_AGENT_HOST"] ?? "127.0.0.1" },
    port: { type: "string", default: env["DD_DOGSTATSD_PORT"] ?? "8125" },
    "dry-run": { type: "boolean", default: false },
  });
  const port = portOf("--port", values.port, 1);
  await bootstrap({ host: values.host, port, dryRun: values["dry-run"] });
}

/** One DogStatsD datagram with a single point of 0, with every tag that the metric carries. */
export function bootstrapDatagram(metric: MetricName): string {
  const { type, tags } = METRICS[metric];
  const rendered = tags.map((tag) => `${tag}:${BOOTSTRAP_TAG_VALUE}`).join(",");
  return `${metric}:0|${type === "count" ? "c" : "d"}|#${rendered}`;
}

/**
 * Makes every metric of the contract known to Datadog, by one point each through the local agent:
 * Datadog refuses settings of a metric that it has never seen.
 */
export async function bootstrap({ host, port, dryRun }: BootstrapOptions): Promise<void> {
  const datagrams = METRIC_NAMES.map(bootstrapDatagram);
  if (dryRun) {
    console.log(datagrams.join("\n"));
    return;
  }
  await sendAll(datagrams, host, port);
  console.log(
    [
      `Sent one point of each of ${datagrams.length} metrics to the agent at ${host}:${port}.`,
      "UDP has no receipt: look for llm.requests in Datadog's Metrics Summary in a few minutes, then",
      "  npx cdktf deploy llm-metric-settings",
    ].join("\n"),
  );
}

async function sendAll(datagrams: readonly string[], host: string, port: number): Promise<void> {
  const socket = createSocket("udp4");
  try {
    for (const datagram of datagrams) {
      await new Promise<void>((resolve, reject) => {
        socket.send(datagram, port, host, (error) => (error ? reject(error) : resolve()));
      });
    }
  } finally {
    socket.close();
  }
}
