import { createSocket } from "node:dgram";
import { METRIC_NAMES } from "../../telemetry";
import { parse, portOf } from "../arguments";
import { DatadogApi, type DatadogApiProps } from "../datadog/datadog-api";
import { bootstrapDatagram, bootstrapRequests } from "../bootstrap/points";
import { waitForMetrics } from "../bootstrap/wait-for-metrics";
import { apiUrl, fromEnvironment, siteOf } from "../datadog/target";
import { LiveLines } from "../terminal";
import { UsageError } from "../usage-error";

export interface BootstrapOptions {
  /** How the points get to Datadog. */
  readonly via: { readonly host: string; readonly port: number } | "api";
  readonly api: DatadogApiProps;
  /** Wait until Datadog knows the metrics. */
  readonly wait: boolean;
  /** Print what would be sent instead of sending it. */
  readonly dryRun: boolean;
}

export async function bootstrapCommand(args: readonly string[]): Promise<void> {
  const values = parse("bootstrap", args, {
    via: { type: "string" },
    site: { type: "string", default: fromEnvironment("DD_SITE") ?? "datadoghq.com" },
    "api-url": { type: "string" },
    wait: { type: "boolean", default: false },
    host: { type: "string" },
    port: { type: "string" },
    "dry-run": { type: "boolean", default: false },
  });
  const namesAgent = values.host !== undefined || values.port !== undefined;
  const hasKey = fromEnvironment("DD_API_KEY") !== undefined;
  const via = values.via ?? (hasKey && !namesAgent ? "api" : "agent");
  if (via !== "api" && via !== "agent") {
    throw new UsageError(`--via: ${JSON.stringify(via)} given; allowed: api, agent`);
  }
  const agent = {
    host: values.host ?? fromEnvironment("DD_AGENT_HOST") ?? "127.0.0.1",
    port: portOf("--port", values.port ?? fromEnvironment("DD_DOGSTATSD_PORT") ?? "8125", 1),
  };
  const { wait, "dry-run": dryRun } = values;
  if (!dryRun) requireKeys(via, wait);
  await bootstrap({
    via: via === "api" ? "api" : agent,
    api: {
      url: apiUrl(siteOf(values.site), values["api-url"]),
      apiKey: fromEnvironment("DD_API_KEY") ?? "",
      appKey: fromEnvironment("DD_APP_KEY"),
    },
    wait,
    dryRun,
  });
}

/** Keys come from the environment only: a command line is seen by everyone on the machine. */
function requireKeys(via: "api" | "agent", wait: boolean): void {
  const needed = [
    ...(via === "api" || wait ? ["DD_API_KEY"] : []),
    ...(wait ? ["DD_APP_KEY"] : []),
  ];
  const missing = needed.filter((name) => fromEnvironment(name) === undefined);
  if (missing.length === 0) return;
  throw new UsageError(
    `${wait ? "--wait" : "--via api"} asks Datadog: set ${missing.join(" and ")} in the environment` +
      `${wait ? " (the application key needs the scope metrics_read)" : ""}.`,
  );
}

/**
 * Makes every metric of the contract known to Datadog, by one point of each: Datadog refuses settings
 * of a metric that it has never seen.
 */
export async function bootstrap(options: BootstrapOptions): Promise<void> {
  const { via, api: props, wait, dryRun } = options;
  const requests = bootstrapRequests(Math.floor(Date.now() / 1_000));
  const datagrams = METRIC_NAMES.map(bootstrapDatagram);
  if (dryRun) {
    const bodies = requests.map(
      ({ path, body }) => `POST ${props.url}${path}\n${JSON.stringify(body)}`,
    );
    console.log((via === "api" ? bodies : datagrams).join("\n"));
    return;
  }
  const api = new DatadogApi(props);
  const sent = `Sent one point of each of ${METRIC_NAMES.length} metrics`;
  if (via === "api") {
    for (const { path, body } of requests) await api.post(path, body);
    console.log(`${sent} to ${props.url}, as DD_API_KEY is set (--via agent sends to an agent).`);
  } else {
    await sendAll(datagrams, via.host, via.port);
    console.log(`${sent} to the agent at ${via.host}:${via.port}; UDP has no receipt.`);
  }
  if (wait) await waitAndShow(api, props);
  console.log(wait ? DEPLOY : LOOK);
}

const LOOK =
  "Datadog needs a few minutes to know them: look for llm.requests in its Metrics Summary, or let\n" +
  "this command wait (--wait, with DD_API_KEY and DD_APP_KEY), then\n  npx cdktf deploy llm-metric-settings";

const DEPLOY = "Datadog knows them all. Next:\n  npx cdktf deploy '*' --parallelism 4";

async function waitAndShow(api: DatadogApi, { clock }: DatadogApiProps): Promise<void> {
  const live = new LiveLines();
  let before = 0;
  const onProgress = (known: number, seconds: number): void => {
    const line = `${known} of ${METRIC_NAMES.length} metrics known after ${seconds} s`;
    live.show([line]);
    // A log gets a line only where something changed.
    if (!process.stderr.isTTY && known !== before) console.error(line);
    before = known;
  };
  try {
    await waitForMetrics(api, { onProgress, ...(clock === undefined ? {} : { clock }) });
  } finally {
    live.clear();
  }
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
