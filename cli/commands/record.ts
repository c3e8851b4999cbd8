import { Recorder, type LocalAgent } from "../../lab";
import { parse, portOf, secondsOf } from "../arguments";
import { finalReport, liveLines, type RecordState } from "../record-report";
import { startAgent } from "../start-agent";
import { stopped } from "../stopped";
import { LiveLines, reportWidth } from "../terminal";
import { UsageError } from "../usage-error";

export interface RecordOptions {
  /** TCP port for traces and the DogStatsD proxy; 0 for any. */
  readonly port: number;
  /** UDP port for DogStatsD; 0 for any. */
  readonly dogstatsdPort: number;
  readonly out: string;
  /** Seconds; undefined for until it is stopped. */
  readonly seconds: number | undefined;
  /** Keys of tags to keep beside those of the contract. */
  readonly tags: readonly string[];
}

const OPTIONS = {
  out: { type: "string", default: "recording.jsonl" },
  port: { type: "string" },
  "dogstatsd-port": { type: "string" },
  for: { type: "string" },
  tag: { type: "string", multiple: true, default: [] as string[] },
  from: { type: "string" },
  last: { type: "string" },
  app: { type: "string" },
  stack: { type: "string", multiple: true, default: [] as string[] },
  monitors: { type: "string" },
  site: { type: "string" },
  "api-url": { type: "string" },
} as const;

export async function recordCommand(args: readonly string[]): Promise<void> {
  const values = parse("record", args, OPTIONS, ({ from }) =>
    from === undefined || from === "datadog"
      ? []
      : [`--from: ${JSON.stringify(from)} given; allowed: datadog`],
  );
  if (values.from !== undefined) {
    const { recordDatadog } = await import("./record-datadog.js");
    const { out, last = "7d", app = "main.ts", stack: stacks, monitors, site } = values;
    return recordDatadog({ out, last, app, stacks, monitors, site, apiUrl: values["api-url"] });
  }
  await record({
    out: values.out,
    port: portOf("--port", values.port ?? "8126", 0),
    dogstatsdPort: portOf("--dogstatsd-port", values["dogstatsd-port"] ?? "8125", 0),
    seconds: values.for === undefined ? undefined : secondsOf("--for", values.for),
    tags: values.tag,
  });
}

/**
 * Stands where a Datadog agent stands, on the loopback interface, and writes the metrics that arrive to
 * a file, until it is stopped.
 */
export async function record(options: RecordOptions): Promise<void> {
  const agent = await startAgent(options.port, options.dogstatsdPort);
  const recorder = await startRecorder(agent, options);
  const started = performance.now();
  const state = (): RecordState => ({
    file: options.out,
    seconds: (performance.now() - started) / 1_000,
    agent,
    summary: recorder.summary(),
  });
  console.log(introduction(agent, options));
  const live = new LiveLines();
  const timer = setInterval(() => live.show(liveLines(state(), reportWidth())), 500);
  try {
    await Promise.race([stopped(options.seconds), recorder.failed]);
  } finally {
    clearInterval(timer);
    live.clear();
    await recorder.stop();
  }
  console.log(finalReport(state(), reportWidth()));
}

async function startRecorder(agent: LocalAgent, { out, tags }: RecordOptions): Promise<Recorder> {
  try {
    return new Recorder(agent, { file: out, tags });
  } catch (error) {
    await agent.close();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      throw new UsageError(`${out} exists: name another file with --out <file>, or delete it.`);
    }
    throw new UsageError(`--out: ${message}`);
  }
}

function introduction({ url, udpPort }: LocalAgent, { out, seconds }: RecordOptions): string {
  return [
    `Recording metrics to ${out}${seconds === undefined ? "" : ` for ${seconds} s`}; Ctrl-C stops.`,
    `  DD_TRACE_AGENT_URL=${url} DD_DOGSTATSD_PORT=${udpPort}`,
    "Kept: metric points, with the tags of the telemetry contract; the ids of failed calls.",
    "Not kept: all else of spans, logs, and every other tag, which might hold any text.",
    "",
  ].join("\n");
}
