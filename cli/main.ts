#!/usr/bin/env node
import { parseArgs } from "node:util";
import { InvalidInputError } from "../telemetry";
import { UsageError } from "./usage-error";

const USAGE = `datadog-llm <command>

  synth       synthesize the CDKTF app and list its alerts and dashboards
    --app <file>     the app's module             (main.ts)
    --json           one JSON object instead of the report

  lab         play incidents against the synthesized monitors, and say which alerts fire;
              ends with 1 where an expected one stays silent or another fires
    --app <file>      the app's module            (main.ts)
    --scenario <id>   play this one; repeatable   (all but the long ones)
    --stack <name>    only this stack; repeatable (all)
    --seed <number>   seed of the traffic         (1)
    --junit <file>    also write a JUnit report
    --json            one JSON object instead of the report

  bootstrap   send one point of every metric through the agent, before the metric
              settings are deployed for the first time
    --host <name>    host of the agent            (DD_AGENT_HOST or 127.0.0.1)
    --port <number>  its DogStatsD port           (DD_DOGSTATSD_PORT or 8125)
    --dry-run        print the datagrams only
`;

async function run(argv: readonly string[]): Promise<void> {
  const [command, ...args] = argv;
  switch (command) {
    case "synth":
      return runSynth(args);
    case "lab":
      return runLab(args);
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
    junit: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new UsageError(`--seed: ${JSON.stringify(values.seed)} given; allowed: a whole number`);
  }
  const { lab } = await import("./commands/lab.js");
  const { app, scenario: scenarios, stack: stacks, junit, json } = values;
  lab({ app, scenarios, stacks, seed, junit, json });
}

async function runBootstrap(args: string[]): Promise<void> {
  const { env } = process;
  const { values } = parse(args, {
    host: { type: "string", default: env["DD_AGENT_HOST"] ?? "127.0.0.1" },
    port: { type: "string", default: env["DD_DOGSTATSD_PORT"] ?? "8125" },
    "dry-run": { type: "boolean", default: false },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port: ${JSON.stringify(values.port)} given; allowed: 1 to 65535`);
  }
  const { bootstrap } = await import("./commands/bootstrap.js");
  await bootstrap({ host: values.host, port, dryRun: values["dry-run"] });
}

type ParseOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

function parse<const O extends ParseOptions>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: false });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  // What the user got wrong needs no stack trace; what we got wrong does.
  const expected = error instanceof UsageError || error instanceof InvalidInputError;
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
