import { spawnSync } from "node:child_process";

/** Runs git in this folder; without git, it fails like any command. */
export function git(args: readonly string[]): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  return spawnSync("git", args, { encoding: "utf8" });
}

/** What git answers; undefined where it refuses. */
export function gitAnswer(args: readonly string[]): string | undefined {
  const { status, stdout } = git(args);
  return status === 0 ? stdout.trim() : undefined;
}

/** The folder of the repository that this one is in. */
export function repositoryFolder(): string | undefined {
  return gitAnswer(["rev-parse", "--show-toplevel"]);
}
