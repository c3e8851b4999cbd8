import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { createConsumerProject } from "../__tests__/runtime-consumer/consumer-project";
import { table } from "../cli/table";
import { median, round, run } from "./support/measure";

/**
 * What `require("datadog-llm/runtime")` adds to the start of a service that runs dd-trace. The package
 * is packed and installed as its users have it. The first process fills the file cache and does not count.
 *
 * What counts is CPU time, because time grows while other processes have their turn. It is that of all
 * threads, so the `require` waits until dd-trace's own start, and what its helper threads do of it, is over:
 * else most of it would be dd-trace's.
 */
const REPEATS = 15;
const SETTLING_MS = 300;

/** More than this would be felt in a serverless cold start. */
const GOAL_MS = 12;

const SCRIPT = `
const taken = (work) => {
  const [before, cpu] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(cpu);
  return [performance.now() - before, (user + system) / 1000];
};
const tracer = taken(() => require("dd-trace").init());
setTimeout(() => {
  console.log([...tracer, ...taken(() => require("datadog-llm/runtime"))].join(" "));
  process.exit();
}, ${SETTLING_MS});
`;

const ROWS = ["dd-trace", "its CPU time", "the runtime", "its CPU time"] as const;

async function main(): Promise<void> {
  const project = createConsumerProject();
  const runs: number[][] = [];
  try {
    const env = { PATH: process.env["PATH"] };
    const script = path.join(project.folder, "service.cjs");
    writeFileSync(script, SCRIPT);
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      const { stdout } = await run(process.execPath, [script], { cwd: project.folder, env });
      if (repeat > 0) runs.push(stdout.trim().split(" ").map(Number));
    }
  } finally {
    project.remove();
  }
  report(ROWS.map((_, column) => runs.map((taken) => taken[column]!)));
}

/** @param taken Milliseconds of each run, by the rows. */
function report(taken: readonly (readonly number[])[]): void {
  const rows = taken.map((all, index) => [
    ROWS[index]!,
    ...[median(all), Math.min(...all), Math.max(...all)].map((ms) => ms.toFixed(1)),
  ]);
  console.log(`Node ${process.version}, ${cpus().length} cores`);
  const lines = table([["loaded", "median ms", "fastest", "slowest"], ...rows], 80);
  for (const line of lines) console.log(line);
  const [, , runtimeMs, cpuMs] = taken.map((all) => round(median(all)));
  const result = { bench: "runtime-load", node: process.version, runtimeMs, cpuMs };
  console.log(JSON.stringify({ ...result, goalMs: GOAL_MS, met: cpuMs! < GOAL_MS }));
}

void main();
