import { cpus } from "node:os";
import { createConsumerProject } from "../__tests__/runtime-consumer/consumer-project";
import { table } from "../cli/table";
import { median, round, run } from "./support/measure";

/**
 * What `require("datadog-llm/runtime")` adds to the start of a service that runs dd-trace. The package
 * is packed and installed as its users have it. Processes with and without it take turns; the first
 * pair fills the file cache and does not count.
 *
 * The goal is held against the `require` alone: the difference between two processes says the same, but
 * starting one varies by more than the runtime takes. Of its time and its CPU time the smaller counts:
 * the one grows while other processes have their turn, the other with what helper threads do beside it.
 */
const REPEATS = 15;

/** More than this would be felt in a serverless cold start. */
const GOAL_MS = 12;

const DD_TRACE = `require("dd-trace").init(); const [before, cpu] = [performance.now(), process.cpuUsage()];`;
const RUNTIME = `require("datadog-llm/runtime"); const [after, used] = [performance.now(), process.cpuUsage(cpu)];`;

/** Milliseconds, one per repeat. */
type Taken = Record<"alone" | "both" | "runtime" | "runtimeCpu", number[]>;

async function main(): Promise<void> {
  const project = createConsumerProject();
  const taken: Taken = { alone: [], both: [], runtime: [], runtimeCpu: [] };
  try {
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      const [alone] = await measure(`${DD_TRACE} console.log(before)`, project.folder);
      const [both, runtime, cpu] = await measure(
        `${DD_TRACE} ${RUNTIME} console.log(after, after - before, (used.user + used.system) / 1000)`,
        project.folder,
      );
      if (repeat === 0) continue;
      taken.alone.push(alone!);
      taken.both.push(both!);
      taken.runtime.push(runtime!);
      taken.runtimeCpu.push(cpu!);
    }
  } finally {
    project.remove();
  }
  report(taken);
}

/** The milliseconds that a script prints; times are since the start of its process. */
async function measure(script: string, cwd: string): Promise<number[]> {
  const env = { PATH: process.env["PATH"] };
  // At once: what dd-trace does in the background is not measured.
  const { stdout } = await run(process.execPath, ["-e", `${script}; process.exit()`], { cwd, env });
  return stdout.trim().split(" ").map(Number);
}

function report(taken: Taken): void {
  const row = (name: string, all: readonly number[]) => [
    name,
    ...[median(all), Math.min(...all), Math.max(...all)].map((ms) => ms.toFixed(1)),
  ];
  const rows = [
    row("dd-trace", taken.alone),
    row("dd-trace and the runtime", taken.both),
    row("the require of the runtime", taken.runtime),
    row("its CPU time", taken.runtimeCpu),
  ];
  console.log(`Node ${process.version}, ${cpus().length} cores`);
  const lines = table([["loaded", "median ms", "fastest", "slowest"], ...rows], 80);
  for (const line of lines) console.log(line);
  const runtimeMs = round(median(taken.runtime));
  const cpuMs = round(median(taken.runtimeCpu));
  const result = { bench: "runtime-load", node: process.version, runtimeMs, cpuMs };
  console.log(
    JSON.stringify({ ...result, goalMs: GOAL_MS, met: Math.min(runtimeMs, cpuMs) < GOAL_MS }),
  );
}

void main();
