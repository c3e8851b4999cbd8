import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Repository } from "../../review/lint/rule";

/** The git repository that this folder is in, where it is one that people can read on the web. */
export function repositoryHere(): Repository | undefined {
  const root = git(["rev-parse", "--show-toplevel"]);
  const url = webAddress(git(["remote", "get-url", "origin"]) ?? "");
  if (root === undefined || url === undefined) return undefined;
  return { url, has: (file) => existsSync(path.join(root, file)) };
}

/** The repository's folder; outside of any, this folder. */
export function repositoryRoot(): string {
  return git(["rev-parse", "--show-toplevel"]) ?? process.cwd();
}

/** Of a remote in any of git's forms: `git@github.com:acme/alerts.git`, `https://…`, `ssh://…`. */
export function webAddress(remote: string): string | undefined {
  const found =
    /^(?:https?:\/\/|ssh:\/\/|git:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(
      remote,
    ) ?? /^(?:[^@/]*@)?([\w.-]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote);
  return found ? `https://${found[1] ?? ""}/${found[2] ?? ""}` : undefined;
}

function git(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
