import { spawnSync } from "node:child_process";
import path from "node:path";

export const REPOSITORY = path.resolve(__dirname, "../..");

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user does, with nothing in the environment but what Node needs. */
export function runCli(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): CliRun {
  const command = ["--import", path.join(REPOSITORY, "node_modules/tsx/dist/loader.mjs")];
  return spawnSync(process.execPath, [...command, path.join(REPOSITORY, "cli/main.ts"), ...args], {
    cwd: options.cwd ?? REPOSITORY,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env },
    encoding: "utf8",
  });
}
