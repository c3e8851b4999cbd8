import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ROUTES, startLocalAgent, type LocalAgent } from "../../lab/agent";
import { bundleScript } from "../support/bundle";
import { checkArrived } from "./arrived";
import type { VariantCost } from "./measure-variants";
import { reportMedians, reportRun, type Run } from "./report";
import { SETTINGS, type Setting } from "./settings";
import type { WorkerMessage } from "./worker";

/**
 * What instrumenting one model call costs: this runtime beside the code that one would write by hand,
 * dd-trace's LLM Observability and OpenTelemetry. Real dd-trace sends to a local agent, which runs in
 * this process and not in the measured one.
 *
 * Arguments: rounds per run, number of runs, and `busy` for a process beside it that never rests.
 */
const ROUNDS = 30;
const RUNS = 5;

async function main([rounds = ROUNDS, count = RUNS]: readonly number[]): Promise<void> {
  const worker = await bundleScript(path.join(__dirname, "worker.ts"));
  const runs: Run[] = [];
  while (runs.length < count) {
    const run = {
      tracer: await runSetting("tracer", worker, rounds),
      llmobs: await runSetting("llmobs", worker, rounds),
      disabled: await runSetting("disabled", worker, rounds),
    };
    runs.push(run);
    reportRun(run, runs.length);
  }
  reportMedians(runs);
}

async function runSetting(
  setting: Setting,
  script: string,
  rounds: number,
): Promise<ReadonlyMap<string, VariantCost>> {
  const agent = await startLocalAgent({ maxSpans: 1000, maxMetrics: 1000, maxRawBytes: 0 });
  try {
    return await runWorker(setting, script, rounds, agent);
  } finally {
    await agent.close();
  }
}

async function runWorker(
  setting: Setting,
  script: string,
  rounds: number,
  agent: LocalAgent,
): Promise<ReadonlyMap<string, VariantCost>> {
  const worker = fork(script, [setting, String(rounds)], {
    // Helper threads of the collector that wait for each other would count as work on a busy machine.
    execArgv: ["--expose-gc", "--single-threaded-gc"],
    env: {
      ...process.env,
      DD_SERVICE: "support-agent",
      DD_ENV: "production",
      DD_VERSION: "1.0.0",
      DD_TRACE_AGENT_URL: agent.url,
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
      DD_REMOTE_CONFIGURATION_ENABLED: "false",
      DD_TRACE_STARTUP_LOGS: "false",
      ...SETTINGS[setting].env,
    },
  });
  const costs = new Map<string, VariantCost>();
  worker.on("message", (message: WorkerMessage) => {
    if ("costs" in message) {
      for (const cost of message.costs) costs.set(cost.name, cost);
      return;
    }
    checkArrived(setting, agent);
    // To read what arrives takes longer than to send it: from here on the agent only answers.
    for (const route of ROUTES) agent.faults[route] = { status: 200 };
  });
  const [code] = (await once(worker, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The worker for "${setting}" ended with ${code}.`);
  return costs;
}

async function besideBusyCore(work: () => Promise<void>): Promise<void> {
  const busy = spawn(process.execPath, ["-e", "for (;;);"]);
  try {
    await work();
  } finally {
    busy.kill();
  }
}

const args = process.argv.slice(2);
const measure = () => main(args.filter((arg) => /^\d+$/.test(arg)).map(Number));
void (args.includes("busy") ? besideBusyCore(measure) : measure());
