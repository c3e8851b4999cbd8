/**
 * Plays all scenarios over the three examples as `datadog-llm lab` does, once in this process and once
 * in as many threads as there are cores, and holds the runs against each other.
 *
 * Prints, as the last line, one JSON object.
 *
 * Run: node --import tsx bench/lab-scenarios.ts
 */
import { availableParallelism } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { playAll } from "../cli/lab/play-all";
import { playsOf } from "../cli/lab/plays";
import { SCENARIOS } from "../lab";
import { exampleStacks } from "../scripts/example-stacks";

async function timed(threads: number) {
  // Fresh declarations: what one way has played must not help the other.
  const stacks = exampleStacks().map((one) => ({ ...one, service: { ...one.service } }));
  const plays = stacks.flatMap((watched) => playsOf(watched, SCENARIOS));
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const played = await playAll(plays, { seed: 1, threads });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - started) / 1_000;
  return { played, seconds, cpuSeconds: (user + system) / 1e6 };
}

async function main(): Promise<void> {
  const threads = availableParallelism();
  const parallel = await timed(threads);
  const serial = await timed(0);
  if (!isDeepStrictEqual(parallel.played, serial.played)) throw new Error("The runs differ.");
  const shown = ({ seconds, cpuSeconds }: typeof serial) => ({
    seconds: Math.round(seconds * 10) / 10,
    cpuSeconds: Math.round(cpuSeconds * 10) / 10,
  });
  const result = {
    name: "lab-scenarios",
    runs: serial.played.length,
    notAsExpected: serial.played.filter(({ run }) => !run.ok).length,
    serial: shown(serial),
    threads,
    parallel: shown(parallel),
  };
  console.log(JSON.stringify(result));
}

void main();
