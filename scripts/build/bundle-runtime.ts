import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Format, type Plugin } from "esbuild";

/**
 * Folders whose `index.ts` becomes one file, by the formats that it ships in. Opening some 60 files
 * takes longer than running what is in them.
 *
 * The contract ships as CommonJS alone, so that its classes exist once in a process that mixes both.
 * The runtime also ships as ES modules: from CommonJS, a bundler that writes ES modules makes
 * `require("node:async_hooks")`, which fails when it runs.
 */
const BUNDLED = {
  telemetry: ["cjs"],
  runtime: ["cjs", "esm"],
  "runtime/inside": ["cjs"],
  "runtime/ai-sdk": ["cjs", "esm"],
  "runtime/langchain": ["cjs", "esm"],
  "runtime/mcp": ["cjs", "esm"],
  "runtime/openai-agents": ["cjs", "esm"],
  "runtime/prompts": ["cjs", "esm"],
  "runtime/testing": ["cjs", "esm"],
} as const satisfies Record<string, readonly Format[]>;

type Folder = keyof typeof BUNDLED;

const FILE = { cjs: "index.js", esm: "index.mjs" } as const;

/** Bundles what services load. The declarations stay as the compiler wrote them. */
export async function bundleRuntime(root: string, dist: string): Promise<void> {
  // What is bundled goes, so that no module can be loaded twice.
  for (const folder of ["telemetry", "runtime"]) removeScripts(path.join(dist, folder));
  for (const folder of Object.keys(BUNDLED) as Folder[]) {
    for (const format of BUNDLED[folder]) await bundle(root, dist, folder, format);
  }
}

async function bundle(
  root: string,
  dist: string,
  folder: Folder,
  format: "cjs" | "esm",
): Promise<void> {
  await build({
    entryPoints: [path.join(root, folder, "index.ts")],
    outfile: path.join(dist, folder, FILE[format]),
    bundle: true,
    // Node finds the names for an ESM `import` in what esbuild writes for this platform and format.
    platform: "node",
    format,
    target: "node20",
    packages: "external",
    // `name.mts` beside `name.ts` is the same for ES modules, where `require` does not exist.
    resolveExtensions: format === "esm" ? [".mts", ".ts"] : [".ts"],
    plugins: [otherEntryPoints(root, folder, format)],
    logLevel: "warning",
  });
  if (format === "esm") {
    writeFileSync(path.join(dist, folder, "index.d.mts"), 'export * from "./index.js";\n');
  }
}

/** Leaves the other entry points outside: they are loaded once, whoever asks for them. */
function otherEntryPoints(root: string, folder: Folder, format: "cjs" | "esm"): Plugin {
  const own = path.join(root, folder);
  return {
    name: "other-entry-points",
    setup(bundler) {
      bundler.onResolve({ filter: /^\./ }, (imported) => {
        const target = path.relative(root, path.join(imported.resolveDir, imported.path));
        if (!(target in BUNDLED) || target === folder) return undefined;
        const formats: readonly Format[] = BUNDLED[target as Folder];
        const file = FILE[formats.includes(format) ? format : "cjs"];
        return { path: `${path.relative(own, path.join(root, target))}/${file}`, external: true };
      });
    },
  };
}

function removeScripts(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files) if (/\.m?js$/.test(file)) rmSync(path.join(folder, file));
}
