import { spawn } from "node:child_process";
import { once } from "node:events";

/** What a child process cost. */
export interface Cost {
  /** From start to exit, loading included. */
  readonly seconds: number;
  /** The part that the child reports as its work, after loading. */
  readonly workSeconds: number;
  /** Highest resident memory. */
  readonly peakMegabytes: number;
}

/** A child's last line on stdout. */
interface Report {
  readonly workSeconds: number;
  readonly peakMegabytes: number;
}

/** Runs `node --import tsx <script> <args>`; the script ends with {@link report}. */
export async function measureScript(script: string, args: readonly string[]): Promise<Cost> {
  const started = performance.now();
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, ...args]);
  const seconds = (performance.now() - started) / 1000;
  const { workSeconds, peakMegabytes } = JSON.parse(stdout.trim().split("\n").at(-1)!) as Report;
  return { seconds, workSeconds, peakMegabytes };
}

/** For a measured script: does the work and reports its cost. */
export function reportCost(work: () => void): void {
  const started = performance.now();
  work();
  const workSeconds = (performance.now() - started) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ workSeconds, peakMegabytes } satisfies Report));
}

/** @throws Error with the program's output where it fails */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<{ stdout: string }> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${code}\n${stdout}${stderr}`);
  return { stdout };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Each cost's median over the repeats. */
export function medianCost(costs: readonly Cost[]): Cost {
  return {
    seconds: median(costs.map(({ seconds }) => seconds)),
    workSeconds: median(costs.map(({ workSeconds }) => workSeconds)),
    peakMegabytes: median(costs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** Two significant decimals are all that a shared machine is good for. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
