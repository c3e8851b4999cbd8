/**
 * Plays four healthy weeks of `support-agent` through the real runtime into the store, and evaluates
 * its synthesized monitors, as `datadog-llm lab` does. Says how many requests that makes in an hour,
 * and what is on the heap, after a garbage collection, at the end of each week.
 *
 * Prints a table and, as the last line, one JSON object.
 *
 * Run: node --expose-gc --import tsx bench/lab-traffic.ts
 */
import { Testing } from "cdktf";
import { LlmServiceStack } from "../constructs";
import { healthyWeeks, monitorsOfStack, play } from "../lab";
import { supportAgent } from "../examples/services";

const WEEKS = Number(process.env["BENCH_WEEKS"] ?? 4);
const GOAL_PER_HOUR = 5_000_000;

interface Sample {
  readonly week: number;
  readonly heapMegabytes: number;
  /** Highest so far. */
  readonly peakRssMegabytes: number;
}

const stack = new LlmServiceStack(Testing.app(), "bench", {
  service: supportAgent,
  notify: { alert: ["@pagerduty-bench"], warning: ["@slack-bench"] },
});
const monitors = monitorsOfStack(JSON.parse(Testing.synth(stack)));

const samples: Sample[] = [];
let [collectingMs, collectingCpu] = [0, 0];

function sample(week: number): void {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  globalThis.gc?.();
  samples.push({
    week,
    heapMegabytes: Math.round(process.memoryUsage().heapUsed / 1e5) / 10,
    peakRssMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  });
  const { user, system } = process.cpuUsage(cpu);
  collectingMs += performance.now() - started;
  collectingCpu += (user + system) / 1_000;
}

const [started, cpu] = [performance.now(), process.cpuUsage()];
const run = play({ service: supportAgent, monitors }, healthyWeeks(WEEKS), {
  onProgress: (done) => {
    if (done * WEEKS >= samples.length + 1 - 1e-9) sample(samples.length + 1);
  },
});
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - started - collectingMs) / 1_000;
const cpuSeconds = ((user + system) / 1_000 - collectingCpu) / 1_000;
if (run.unsupported.length > 0) throw new Error(JSON.stringify(run.unsupported));

const [first, last] = [samples[0]!, samples.at(-1)!];
const result = {
  name: "lab-traffic",
  weeks: WEEKS,
  monitors: monitors.length,
  requests: run.requests,
  seconds: Math.round(seconds * 10) / 10,
  requestsPerHour: Math.round((run.requests / seconds) * 3_600),
  /** Less than the seconds passed where the machine is busy with something else. */
  requestsPerCpuHour: Math.round((run.requests / cpuSeconds) * 3_600),
  goalPerHour: GOAL_PER_HOUR,
  heapMegabytes: samples.map(({ heapMegabytes }) => heapMegabytes),
  peakRssMegabytes: samples.map(({ peakRssMegabytes }) => peakRssMegabytes),
  heapOfLastWeekToFirst: Math.round((last.heapMegabytes / first.heapMegabytes) * 100) / 100,
};
console.table(samples);
console.log(JSON.stringify(result));
