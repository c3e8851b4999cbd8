import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { record } from "../../lab/inputs/record";
import { stackOfTerraform } from "../../lab/inputs/terraform-json";
import type { StackFile } from "../../review";
import { UsageError } from "../usage-error";
import { inRevision, isRevision } from "./revision";
import { filesIn, isModule, readJson, stackFiles, stackName } from "./stack-files";

/**
 * The stacks that a side of a comparison names.
 *
 * @param side a module that exports an app, a folder or a file of synthesized stacks, or a git revision
 * @param app what is looked at in a revision: the app's module, or a folder or file
 * @throws UsageError where it is none of them, or where it cannot be synthesized
 */
export function stacksOf(flag: string, side: string, app: string): StackFile[] {
  if (existsSync(side)) {
    return isModule(side) ? synthesized(path.resolve(side), process.cwd()) : stacksIn(flag, side);
  }
  requireRevision(flag, side);
  const inProject = path.relative(process.cwd(), path.resolve(app));
  return inRevision(side, (project) => {
    const there = path.join(project, inProject);
    if (!existsSync(there)) {
      throw new UsageError(`${flag}: the revision ${side} has no ${inProject || "such folder"}.`);
    }
    const stacks = isModule(app) ? synthesized(there, project) : stacksIn(flag, there);
    const here = (file: string): string => path.resolve(path.relative(project, file));
    return stacks.map(({ files = [], ...one }) => ({ ...one, files: files.map(here) }));
  });
}

/** Every folder of Terraform JSON is a module, by the way to it: other names would be other addresses. */
function stacksIn(flag: string, place: string): StackFile[] {
  const folders = new Map<string, string[]>();
  for (const file of filesIn(flag, place)) {
    const folder = path.dirname(file);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders].map(([folder, files]) => {
    const [first = "", ...others] = files;
    const isStack = path.basename(first) === "cdk.tf.json";
    const within = folder === path.dirname(place) ? "." : path.relative(place, folder) || ".";
    const stack = isStack ? stackName(first) : within;
    const { content, json } = readJson(flag, first);
    const isPlan = "format_version" in Object(json);
    if (others.length === 0 && !isPlan) return { stack, content, files };
    const jsons = files.map((file) => stackOfTerraform(readJson(flag, file).json));
    return { stack, content: Buffer.from(JSON.stringify(merged(jsons))), files };
  });
}

/** The files of a module, block by block, as one. */
function merged(files: readonly unknown[]): Readonly<Record<string, unknown>> {
  const blocks = new Map<string, unknown[]>();
  for (const [kind, value] of files.flatMap((file) => Object.entries(record(file)))) {
    const own = Array.isArray(value) ? (value as unknown[]) : [value];
    blocks.set(kind, [...(blocks.get(kind) ?? []), ...own]);
  }
  return Object.fromEntries(blocks);
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
    const files = stackFiles("CDKTF_OUTDIR", out);
    if (files.length === 0) {
      throw new UsageError(
        `${module} wrote no stack where CDKTF_OUTDIR says: it sets its outdir itself. ` +
          "Synthesize it, and name the folder instead.",
      );
    }
    return files.map((file) => ({
      stack: stackName(file),
      content: readFileSync(file),
      files: [module],
    }));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
