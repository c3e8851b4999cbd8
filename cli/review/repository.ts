import { existsSync } from "node:fs";
import path from "node:path";
import type { Repository } from "../../review/lint/rule";
import { gitAnswer, repositoryFolder } from "../git";

/** The git repository that this folder is in, where it is one that people can read on the web. */
export function repositoryHere(): Repository | undefined {
  const root = repositoryFolder();
  const url = webAddress(gitAnswer(["remote", "get-url", "origin"]) ?? "");
  if (root === undefined || url === undefined) return undefined;
  return { url, has: (file) => existsSync(path.join(root, file)) };
}

/** The repository's folder; outside of any, this folder. */
export function repositoryRoot(): string {
  return repositoryFolder() ?? process.cwd();
}

/** Of a remote in any of git's forms: `git@github.com:acme/alerts.git`, `https://…`, `ssh://…`. */
export function webAddress(remote: string): string | undefined {
  const found =
    /^(?:https?:\/\/|ssh:\/\/|git:\/\/)(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(
      remote,
    ) ?? /^(?:[^@/]*@)?([\w.-]+):(?!\/\/)(.+?)(?:\.git)?\/?$/.exec(remote);
  return found ? `https://${found[1] ?? ""}/${found[2] ?? ""}` : undefined;
}
