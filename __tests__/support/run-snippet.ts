import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { App } from "cdktf";
import ts from "typescript";
import { REPOSITORY } from "./run-cli";

/** Sources by the name under which a snippet imports them, such as `./stack`. */
export type Files = Readonly<Record<string, string>>;

/**
 * Runs a snippet as a module of its own, and synthesizes the app of its `./stack`.
 *
 * @returns the Terraform JSON of the stack
 */
export function synthesizeSnippet(snippet: string, files: Files, stack: string): any {
  const outdir = mkdtempSync(path.join(tmpdir(), "datadog-llm-snippet-"));
  const before = process.env["CDKTF_OUTDIR"];
  process.env["CDKTF_OUTDIR"] = outdir;
  try {
    const load = loader(files);
    load.run(snippet);
    const { app } = load.module("./stack") as { readonly app: App };
    app.synth();
    return JSON.parse(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
  } finally {
    if (before === undefined) delete process.env["CDKTF_OUTDIR"];
    else process.env["CDKTF_OUTDIR"] = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

function loader(files: Files) {
  const loaded = new Map<string, unknown>();
  const module = (name: string): unknown => {
    const own = files[name];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- through Jest's own registry
    if (own === undefined) return require(name.replace(/^datadog-llm\//, `${REPOSITORY}/`));
    if (!loaded.has(name)) loaded.set(name, run(own));
    return loaded.get(name);
  };
  const run = (source: string): unknown => {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const exports = {};
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a snippet of the docs is a program
    new Function("exports", "require", outputText)(exports, module);
    return exports;
  };
  return { module, run };
}
