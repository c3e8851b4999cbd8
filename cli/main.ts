#!/usr/bin/env node
import { parseArgs } from "node:util";
import type { InvalidInputError } from "../telemetry";
import { UsageError } from "./usage-error";

const USAGE = `datadog-llm <command>

  synth       synthesize the CDKTF app and list its alerts and dashboards
    --app <file>     the app's module             (main.ts)
    --json           one JSON object instead of the report

  lab         play incidents against the synthesized monitors, and say which alerts fire;
              ends with 1 where an expected one stays silent or another fires
    --app <file>       the app's module            (main.ts)
    --scenario <id>    play this one; repeatable   (all but the long ones)
    --stack <name>     only this stack; repeatable (all)
    --seed <number>    seed of the traffic         (1)
    --messages         also print what each notification says
    --junit <file>     also write a JUnit report
    --report <file>    also write an HTML report: dashboards, monitors and traces
    --json             one JSON object instead of the report
    --recording <file> instead of playing, evaluate a recording or a CSV of series; ends
                       with 1 only where a monitor cannot be evaluated
    --monitors <file>  with --recording: monitors exported from Datadog, instead of the
                       stacks', or beside those of each --stack

  record      stand in for the Datadog agent on 127.0.0.1 and write the metrics that arrive
              to a file for --recording, until Ctrl-C
    --out <file>       the recording; it must not exist (recording.jsonl)
    --port <number>    traces and metrics over HTTP     (8126)
    --dogstatsd-port <number>  metrics over UDP         (8125)
    --for <time>       stop after this time, such as 30s, 10m or 2h
    --tag <key>        keep this tag, too; repeatable   (those of the telemetry contract)

  bootstrap   send one point of every metric through the agent, before the metric
              settings are deployed for the first time
    --host <name>    host of the agent            (DD_AGENT_HOST or 127.0.0.1)
    --port <number>  its DogStatsD port           (DD_DOGSTATSD_PORT or 8125)
    --dry-run        print the datagrams only
`;

async function run(argv: readonly string[]): Promise<void> {
  const [command, ...args] = argv;
  if (args.includes("--help") || args.includes("-h")) {
    console.log(USAGE);
    return;
  }
  switch (command) {
    case "synth":
      return runSynth(args);
    case "lab":
      return runLab(args);
    case "record":
      return runRecord(args);
    case "bootstrap":
      return runBootstrap(args);
    case "help":
    case "--help":
    case "-h":
      console.log(USAGE);
      return;
    case undefined:
      throw new UsageError(USAGE);
    default:
      throw new UsageError(`There is no command ${JSON.stringify(command)}.\n\n${USAGE}`);
  }
}

async function runSynth(args: string[]): Promise<void> {
  const { values } = parse(args, {
    app: { type: "string", default: "main.ts" },
    json: { type: "boolean", default: false },
  });
  // Loaded late: the other commands need no CDKTF.
  const { synth } = await import("./commands/synth.js");
  synth({ app: values.app, json: values.json });
}

async function runLab(args: string[]): Promise<void> {
  const { values } = parse(args, {
    app: { type: "string", default: "main.ts" },
    scenario: { type: "string", multiple: true, default: [] },
    stack: { type: "string", multiple: true, default: [] },
    seed: { type: "string", default: "1" },
    messages: { type: "boolean", default: false },
    junit: { type: "string" },
    report: { type: "string" },
    json: { type: "boolean", default: false },
    recording: { type: "string" },
    monitors: { type: "string" },
  });
  const { app, scenario: scenarios, stack: stacks, recording, monitors, ...output } = values;
  const { junit, report, json, messages } = output;
  if (recording !== undefined) {
    if (scenarios.length > 0) throw new UsageError("--scenario does not go with --recording.");
    if (report !== undefined) throw new UsageError("--report does not go with --recording.");
    const { labRecording } = await import("./commands/lab-recording.js");
    await labRecording({ app, recording, monitors, stacks, junit, json, messages });
    return;
  }
  if (monitors !== undefined) throw new UsageError("--monitors needs --recording <file>.");
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError(`--seed: ${JSON.stringify(values.seed)} given; allowed: a whole number`);
  }
  const { lab } = await import("./commands/lab.js");
  lab({ app, scenarios, stacks, seed, junit, report, json, messages });
}

async function runRecord(args: string[]): Promise<void> {
  const { values } = parse(args, {
    out: { type: "string", default: "recording.jsonl" },
    port: { type: "string", default: "8126" },
    "dogstatsd-port": { type: "string", default: "8125" },
    for: { type: "string" },
    tag: { type: "string", multiple: true, default: [] },
  });
  const { record } = await import("./commands/record.js");
  await record({
    out: values.out,
    port: portOf("--port", values.port, 0),
    dogstatsdPort: portOf("--dogstatsd-port", values["dogstatsd-port"], 0),
    seconds: values.for === undefined ? undefined : secondsOf("--for", values.for),
    tags: values.tag,
  });
}

async function runBootstrap(args: string[]): Promise<void> {
  const { env } = process;
  const { values } = parse(args, {
    host: { type: "string", default: env["DD_AGENT_HOST"] ?? "127.0.0.1" },
    port: { type: "string", default: env["DD_DOGSTATSD_PORT"] ?? "8125" },
    "dry-run": { type: "boolean", default: false },
  });
  const port = portOf("--port", values.port, 1);
  const { bootstrap } = await import("./commands/bootstrap.js");
  await bootstrap({ host: values.host, port, dryRun: values["dry-run"] });
}

/** @param least 0 where any free port will do. */
function portOf(flag: string, text: string, least: 0 | 1): number {
  const port = text === "" ? NaN : Number(text);
  if (!Number.isInteger(port) || port < least || port > 65_535) {
    throw new UsageError(`${flag}: ${JSON.stringify(text)} given; allowed: ${least} to 65535`);
  }
  return port;
}

const MOST_SECONDS = 7 * 86_400;

function secondsOf(flag: string, text: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const seconds = Number(amount) * ({ s: 1, m: 60, h: 3_600 }[unit ?? ""] ?? NaN);
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds;
  throw new UsageError(
    `${flag}: ${JSON.stringify(text)} given; allowed: such as 30s, 10m or 2h, up to a week`,
  );
}

type ParseOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

function parse<const O extends ParseOptions>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: false });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** The app may load another copy of the library, whose class is not ours. */
function isInvalidInput(error: unknown): error is InvalidInputError {
  return error instanceof Error && error.name === "InvalidInputError";
}

run(process.argv.slice(2)).catch((error: unknown) => {
  // What the user got wrong needs no stack trace; what we got wrong does.
  const expected = error instanceof UsageError || isInvalidInput(error);
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
