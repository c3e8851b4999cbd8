import { fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import path from "node:path";
import { table } from "../../cli/table";
import { ROUTES, startLocalAgent, type LocalAgent } from "../../lab/agent";
import { bundleScript } from "../support/bundle";
import { median, round } from "../support/measure";
import { checkArrived } from "./arrived";
import type { VariantCost } from "./measure-variants";
import { SETTINGS, type Setting, type VariantName } from "./settings";
import type { WorkerMessage } from "./worker";

/**
 * What instrumenting one model call costs: this runtime beside the code that one would write by hand,
 * dd-trace's LLM Observability and OpenTelemetry. Real dd-trace sends to a local agent, which runs in
 * this process and not in the measured one.
 */
const DEFAULT_ROUNDS = 60;

/** What the runtime may cost at most, to each of the others; while tracing is off, in microseconds. */
const GOALS = { toHandwritten: 0.9, toHandwrittenCachedTags: 1, toLlmobs: 0.4, disabledUs: 2 };

/** Where half of the rounds differ by more than this from the other half, the machine did other things. */
const MAX_SPREAD = 0.3;

type Costs = Readonly<Record<Setting, ReadonlyMap<string, VariantCost>>>;

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
  const worker = await bundleScript(path.join(__dirname, "worker.ts"));
  report({
    tracer: await runSetting("tracer", worker, rounds),
    llmobs: await runSetting("llmobs", worker, rounds),
    disabled: await runSetting("disabled", worker, rounds),
  });
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

function report(costs: Costs): void {
  const rows = Object.entries(costs).flatMap(([setting, variants]) =>
    [...variants.values()].map((cost) => row(setting, cost)),
  );
  console.log(`Node ${process.version}, ${cpus().length} cores; CPU per call in microseconds`);
  const head = ["process", "variant", "CPU", "of it in the call", "best", "bytes"];
  for (const line of table([head, ...rows], 100)) console.log(line);
  console.log(JSON.stringify(summary(costs)));
}

function row(setting: string, { name, cpuUs, callUs, bytes }: VariantCost): string[] {
  const microseconds = [median(cpuUs), median(callUs), Math.min(...cpuUs)];
  return [setting, name, ...microseconds.map((value) => value.toFixed(2)), String(bytes)];
}

function summary(costs: Costs): object {
  const of = (setting: Setting, name: VariantName) => costs[setting].get(name)!;
  const ours = of("tracer", "runtime");
  const handwritten = of("tracer", "handwritten");
  const cached = of("tracer", "handwritten-cached-tags");
  const measured = {
    toHandwritten: ratio(ours.cpuUs, handwritten.cpuUs),
    toHandwrittenCachedTags: ratio(ours.cpuUs, cached.cpuUs),
    toLlmobs: ratio(of("llmobs", "runtime").cpuUs, of("llmobs", "llmobs").cpuUs),
    disabledUs: round(median(of("disabled", "runtime").cpuUs)),
  };
  const spread = spreadOf(ours.cpuUs, handwritten.cpuUs);
  const names = Object.keys(GOALS) as (keyof typeof GOALS)[];
  return {
    bench: "runtime",
    node: process.version,
    runtimeUs: round(median(ours.cpuUs)),
    handwrittenUs: round(median(handwritten.cpuUs)),
    ...measured,
    spread,
    toHandwrittenInCall: ratio(ours.callUs, handwritten.callUs),
    toHandwrittenBytes: round(ours.bytes / handwritten.bytes),
    toOpentelemetry: ratio(ours.cpuUs, of("tracer", "opentelemetry").cpuUs),
    missed: names.filter((name) => measured[name] > GOALS[name]),
    tooNoisyToJudge: spread > MAX_SPREAD,
  };
}

/**
 * Median of the rounds' ratios. A busy machine slows all batches of a round alike, and its medians come
 * from different rounds.
 */
function ratio(ours: readonly number[], others: readonly number[]): number {
  return round(median(ratios(ours, others)));
}

function ratios(ours: readonly number[], others: readonly number[]): number[] {
  return ours.map((value, index) => value / others[index]!);
}

/** Between the quarter of the lowest and the quarter of the highest of the rounds' ratios. */
function spreadOf(ours: readonly number[], others: readonly number[]): number {
  const sorted = ratios(ours, others).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  return round(at(0.75) - at(0.25));
}

void main();
