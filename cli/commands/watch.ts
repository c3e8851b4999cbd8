import type { Watched } from "../../lab";
import { serveWatch, setUpLines, Watch, type WatchServer } from "../../lab/watch";
import { parse, portOf } from "../arguments";
import { watchedOf } from "../lab/watched-services";
import { portError, startAgent } from "../start-agent";
import { stopped } from "../stopped";
import { UsageError } from "../usage-error";

export interface WatchOptions {
  /** Module of the CDKTF app whose alerts are evaluated; undefined for none. */
  readonly app: string | undefined;
  /** Names of stacks; empty for all that have monitors. */
  readonly stacks: readonly string[];
  /** TCP port for traces and the DogStatsD proxy; 0 for any. */
  readonly port: number;
  /** UDP port for DogStatsD; 0 for any. */
  readonly dogstatsdPort: number;
  /** TCP port of the page; 0 for any. */
  readonly uiPort: number;
}

export async function watchCommand(args: readonly string[]): Promise<void> {
  const values = parse("watch", args, {
    app: { type: "string" },
    stack: { type: "string", multiple: true, default: [] },
    port: { type: "string", default: "8126" },
    "dogstatsd-port": { type: "string", default: "8125" },
    "ui-port": { type: "string", default: "8127" },
  });
  const { app, stack: stacks } = values;
  await watch({
    ...{ app, stacks },
    port: portOf("--port", values.port, 0),
    dogstatsdPort: portOf("--dogstatsd-port", values["dogstatsd-port"], 0),
    uiPort: portOf("--ui-port", values["ui-port"], 0),
  });
}

/** Stands where a Datadog agent stands, and shows in the browser what arrives, until it is stopped. */
export async function watch(options: WatchOptions): Promise<void> {
  const services = await servicesOf(options);
  const agent = await startAgent(options.port, options.dogstatsdPort);
  const watched = new Watch({ agent, services });
  let page: WatchServer | undefined;
  try {
    page = await serve(watched, options.uiPort);
    console.log(introduction(page.url, setUpLines(agent, services)));
    await stopped();
  } finally {
    watched.stop();
    await Promise.all([page?.close(), agent.close()]);
  }
}

async function servicesOf({ app, stacks }: WatchOptions): Promise<readonly Watched[]> {
  if (app === undefined) return [];
  const { watched } = await watchedOf(app, stacks);
  if (watched.length === 0) throw new UsageError("No stack of the app has monitors of ours.");
  return watched;
}

async function serve(watched: Watch, port: number): Promise<WatchServer> {
  try {
    return await serveWatch(watched, port);
  } catch (error) {
    throw portError(error, port, "--ui-port", "another datadog-llm watch");
  }
}

function introduction(url: string, setUp: readonly string[]): string {
  return [
    `Watch it at ${url}; Ctrl-C stops.`,
    "",
    "In another terminal, start the service with",
    ...setUp.map((line) => `  ${line}`),
    "",
    "What arrives is kept in memory and shown here only; nothing leaves this machine.",
  ].join("\n");
}
