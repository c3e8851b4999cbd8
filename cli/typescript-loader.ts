import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./usage-error";

/** Code without a `type` counts as CommonJS: `require` loads it whichever it turns out to be. */
export type ModuleFormat = "commonjs" | "module";

/** What loads TypeScript: something in the project, or Node itself, which takes less of it. */
export type TypeScriptLoader = "project" | "node";

export const INSTALL_TSX = "install tsx (npm install --save-dev tsx)";

/**
 * Makes Node load TypeScript by what the project of `file` has installed: tsx, or ts-node. Node's own
 * support comes last, since it takes neither imports without an extension nor all of TypeScript.
 *
 * @throws UsageError where nothing can load it
 */
export async function enableTypeScript(
  file: string,
  format: ModuleFormat,
): Promise<TypeScriptLoader> {
  if (isLoaderPresent()) return "project";
  const project = createRequire(file);
  if (await registerTsx(project, format)) return "project";
  // ts-node's support of ES modules depends on hooks that Node has changed since.
  if (format === "commonjs" && registerTsNode(project)) return "project";
  if (hasNativeSupport()) return "node";
  throw new UsageError(
    `Node ${process.versions.node} cannot load ${file}: ${INSTALL_TSX}, or use Node 22.18 or newer.`,
  );
}

/** Whether Node was started with a loader, such as `--import tsx`. */
function isLoaderPresent(): boolean {
  // Deprecated for writing; there is no other way to ask.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return ".ts" in require.extensions && !hasNativeSupport();
}

function hasNativeSupport(): boolean {
  // Unknown to the types of the oldest Node that this runs on.
  const { typescript = false } = process.features as { readonly typescript?: string | false };
  return typescript !== false;
}

interface Registers {
  readonly register: (options?: object) => unknown;
}

async function registerTsx(project: NodeJS.Require, format: ModuleFormat): Promise<boolean> {
  if (!isInstalled(project, "tsx/cjs/api")) return false;
  (project("tsx/cjs/api") as Registers).register();
  if (format === "module") {
    const api = (await import(tsxEsmApi(project))) as Registers;
    api.register();
  }
  return true;
}

/** On Node 20 the hooks work only from tsx's own ES module, which `require` does not resolve. */
function tsxEsmApi(project: NodeJS.Require): string {
  const manifest = project.resolve("tsx/package.json");
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
    readonly exports: { readonly "./esm/api": { readonly import: { readonly default: string } } };
  };
  return pathToFileURL(path.join(path.dirname(manifest), exports["./esm/api"].import.default)).href;
}

function registerTsNode(project: NodeJS.Require): boolean {
  if (!isInstalled(project, "ts-node")) return false;
  // Whoever runs the app by `cdktf synth` has its types checked there.
  (project("ts-node") as Registers).register({ transpileOnly: true });
  return true;
}

function isInstalled(project: NodeJS.Require, name: string): boolean {
  try {
    project.resolve(name);
    return true;
  } catch {
    return false;
  }
}
