import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import path from "node:path";

export const REPOSITORY = path.resolve(__dirname, "../..");

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const LOADED = ["--import", path.join(REPOSITORY, "node_modules/tsx/dist/loader.mjs")];
const COMMAND = [...LOADED, path.join(REPOSITORY, "cli/main.ts")];

const surroundings = ({ cwd = REPOSITORY, env }: CliOptions) => ({
  cwd,
  env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
});

/** Runs the command line as a user does, with nothing in the environment but what Node needs. */
export function runCli(args: readonly string[], options: CliOptions = {}): CliRun {
  return spawnSync(process.execPath, [...COMMAND, ...args], {
    ...surroundings(options),
    encoding: "utf8",
  });
}

/** The same beside a server of the test, which `runCli` would hold up. */
export async function runCliBeside(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [...COMMAND, ...args], surroundings(options));
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { status, stdout, stderr };
}
