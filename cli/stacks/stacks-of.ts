import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StackFile } from "../../review";
import { UsageError } from "../usage-error";
import { inRevision, isRevision } from "./revision";
import { filesIn, isModule, readJson, stackFiles, stackName } from "./stack-files";

/**
 * The stacks that a side of a comparison names.
 *
 * @param side a module that exports an app, a folder or a file of synthesized stacks, or a git revision
 * @param app the app's module in a revision
 * @throws UsageError where it is none of them, or where it cannot be synthesized
 */
export function stacksOf(flag: string, side: string, app: string): StackFile[] {
  if (existsSync(side)) {
    if (isModule(side)) return synthesized(path.resolve(side), process.cwd());
    return filesIn(flag, side).map((file) => ({
      stack: stackName(file),
      content: readJson(flag, file).content,
    }));
  }
  requireRevision(flag, side);
  const inProject = path.relative(process.cwd(), path.resolve(app));
  return inRevision(side, (project) => {
    const module = path.join(project, inProject);
    if (existsSync(module)) return synthesized(module, project);
    throw new UsageError(`${flag}: the revision ${side} has no ${inProject}.`);
  });
}

/** @throws UsageError where a side is neither there nor a revision */
export function requireRevision(flag: string, side: string): void {
  if (isRevision(side)) return;
  throw new UsageError(
    `${flag}: ${JSON.stringify(side)} given; allowed: a module that exports the app, a folder or file ` +
      "of synthesized stacks, or a git revision",
  );
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
