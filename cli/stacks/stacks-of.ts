import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StackFile } from "../../review";
import { UsageError } from "../usage-error";

export function isModule(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file);
}

/**
 * The stacks that a side of the review names.
 *
 * @param side a module that exports an app, a folder or a file of synthesized stacks, or a git revision
 * @param app the app's module in a revision
 * @throws UsageError where it is none of them, or where it cannot be synthesized
 */
export function stacksOf(flag: string, side: string, app: string): StackFile[] {
  if (existsSync(side))
    return isModule(side) ? synthesized(path.resolve(side), process.cwd()) : stacksIn(flag, side);
  if (isRevision(side)) return inRevision(side, app);
  throw new UsageError(
    `${flag}: ${JSON.stringify(side)} given; allowed: a module that exports the app, a folder or file ` +
      "of synthesized stacks, or a git revision",
  );
}

/** A folder of stacks as CDKTF writes it, any folder of Terraform JSON, or one file. */
function stacksIn(flag: string, place: string): StackFile[] {
  const files = statSync(place).isDirectory() ? stackFiles(place) : [place];
  if (files.length === 0) {
    throw new UsageError(
      `${flag}: there is no *.tf.json in ${place}. Synthesize first: datadog-llm synth`,
    );
  }
  return files.map((file) => ({ stack: stackName(file), content: readJson(flag, file) }));
}

function stackFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".tf.json") && !name.includes("node_modules"))
    .map((name) => path.join(folder, name))
    .sort();
}

/** CDKTF writes `stacks/<id>/cdk.tf.json`; other files are known by their own names. */
function stackName(file: string): string {
  const name = path.basename(file).replace(/(?:\.tf)?\.json$/, "");
  return name === "cdk" ? path.basename(path.dirname(path.resolve(file))) : name;
}

function readJson(flag: string, file: string): Buffer {
  const content = readFileSync(file);
  try {
    JSON.parse(String(content));
    return content;
  } catch (error) {
    throw new UsageError(`${flag}: ${file} is no JSON: ${(error as Error).message}`);
  }
}

function isRevision(name: string): boolean {
  return git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]).status === 0;
}

/** A worktree beside the project's own packages: what the revision needs beyond them is not installed. */
function inRevision(revision: string, app: string): StackFile[] {
  const root = git(["rev-parse", "--show-toplevel"]).stdout.trim();
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "datadog-llm-review-")), "base");
  try {
    const added = git(["worktree", "add", "--detach", "--quiet", folder, revision]);
    if (added.status !== 0) throw new UsageError(`git worktree add failed: ${added.stderr.trim()}`);
    const project = path.join(folder, path.relative(root, process.cwd()));
    const packages = path.resolve("node_modules");
    if (existsSync(packages)) symlinkSync(packages, path.join(project, "node_modules"), "dir");
    return synthesized(path.join(project, app), project);
  } finally {
    git(["worktree", "remove", "--force", folder]);
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}

/** In a process of its own: two versions of one module do not load into one. */
function synthesized(module: string, cwd: string): StackFile[] {
  const out = mkdtempSync(path.join(tmpdir(), "datadog-llm-stacks-"));
  try {
    const [, cli = ""] = process.argv;
    const run = spawnSync(
      process.execPath,
      [...process.execArgv, cli, "synth", "--app", module, "--json"],
      {
        cwd,
        encoding: "utf8",
        env: { ...process.env, CDKTF_OUTDIR: out },
        maxBuffer: 1 << 28,
      },
    );
    if (run.status !== 0)
      throw new UsageError(`${module} could not be synthesized:\n${run.stderr.trim()}`);
    const files = stackFiles(out);
    if (files.length === 0) {
      throw new UsageError(
        `${module} wrote no stack where CDKTF_OUTDIR says: it sets its outdir itself. ` +
          "Synthesize it, and name the folder instead.",
      );
    }
    return files.map((file) => ({ stack: stackName(file), content: readFileSync(file) }));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function git(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("git", args, { encoding: "utf8" });
}
