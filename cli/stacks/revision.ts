import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { git, repositoryFolder } from "../git";
import { UsageError } from "../usage-error";

export function isRevision(name: string): boolean {
  return commitOf(name) !== undefined;
}

/** A name may be anything, an option of git among it; what is passed on is the commit's hash. */
function commitOf(name: string): string | undefined {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  const { status, stdout } = git(args);
  const [hash] = /[0-9a-f]{40,}$/.exec(stdout.trim()) ?? [];
  return status === 0 ? hash : undefined;
}

/**
 * Looks at this folder as it is in a revision: in a worktree beside the project's own packages. What the
 * revision needs beyond them is not installed.
 *
 * @param read is given the folder in the worktree
 */
export function inRevision<T>(revision: string, read: (project: string) => T): T {
  const root = repositoryFolder() ?? "";
  const commit = commitOf(revision) ?? "";
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "datadog-llm-review-")), "base");
  try {
    const added = git(["worktree", "add", "--detach", "--quiet", folder, commit]);
    if (added.status !== 0) throw new UsageError(`git worktree add failed: ${added.stderr.trim()}`);
    const project = path.join(folder, path.relative(root, process.cwd()));
    linkPackages(root, folder, path.relative(root, process.cwd()));
    return read(project);
  } finally {
    git(["worktree", "remove", "--force", folder]);
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}

/** The packages of the project, and of the folders around it up to the repository's own. */
function linkPackages(root: string, worktree: string, project: string): void {
  const steps = project.split(path.sep).filter(Boolean);
  for (let depth = 0; depth <= steps.length; depth += 1) {
    const within = path.join(...steps.slice(0, depth), "node_modules");
    const [packages, place] = [path.join(root, within), path.join(worktree, within)];
    if (existsSync(packages) && existsSync(path.dirname(place)))
      linkEach(packages, place, root, worktree);
  }
}

/** A package of the repository itself is that of the revision, not of the working tree. */
function linkEach(packages: string, place: string, root: string, worktree: string): void {
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(packages)) {
    const [from, to] = [path.join(packages, name), path.join(place, name)];
    if (name.startsWith("@")) {
      linkEach(from, to, root, worktree);
      continue;
    }
    const real = lstatSync(from).isSymbolicLink() ? path.relative(root, realpathSync(from)) : "..";
    const isOurs = !real.startsWith("..") && !real.includes("node_modules");
    symlinkSync(isOurs ? path.join(worktree, real) : from, to);
  }
}

/** Branches that work comes back to, the likeliest first. */
const TRUNKS = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/**
 * Where the present work began: the last commit that it shares with the branch that it goes to. CI says
 * which that is; elsewhere it is the main branch.
 *
 * @throws UsageError where that cannot be told
 */
export function startOfWork(flag: string): string {
  if (!isRevision("HEAD")) {
    throw new UsageError(`${flag}: this folder is in no git repository with a commit.`);
  }
  const { GITHUB_BASE_REF: github, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: gitlab } = process.env;
  const named = [github, gitlab].filter((branch) => branch !== undefined && branch !== "");
  const target = [...named.map((branch) => `origin/${branch}`), ...TRUNKS].find(isRevision);
  if (target === undefined) return "HEAD";
  const base = git(["merge-base", "HEAD", target]);
  if (base.status === 0) return base.stdout.trim();
  throw new UsageError(
    `${flag}: HEAD and ${target} share no commit that is here. Fetch more of the history ` +
      "(a CI clone is shallow), or name a revision.",
  );
}
