/**
 * Writes `dist/`, which is what the package ships. What services load, the runtime and the contract, is
 * one file per entry point: opening some 60 files takes longer than running what is in them.
 */
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { buildPage } from "../lab/report/page-bundle";

const ROOT = path.join(__dirname, "..");
const DIST = path.join(ROOT, "dist");
const GENERATED = "lab/query/generated";

/** Folders whose `index.ts` becomes one file. */
const BUNDLED = ["telemetry", "runtime", "runtime/testing"];

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
  const project = path.join(ROOT, "tsconfig.build.json");
  execFileSync(process.execPath, [compiler, "-p", project], { stdio: "inherit" });
  cpSync(path.join(ROOT, GENERATED), path.join(DIST, GENERATED), { recursive: true });
  // The declarations stay. What is bundled goes, so that no module can be loaded twice.
  for (const folder of ["telemetry", "runtime"]) removeScripts(path.join(DIST, folder));
  for (const folder of BUNDLED) await bundle(folder);
  writePage();
}

/** The report's page, where `lab/report/page-bundle.ts` looks for it. */
function writePage(): void {
  const { script, style } = buildPage();
  writeFileSync(path.join(DIST, "lab/report/page.js"), script);
  writeFileSync(path.join(DIST, "lab/report/page.css"), style);
}

async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: [path.join(ROOT, folder, "index.ts")],
    outfile: path.join(DIST, folder, "index.js"),
    bundle: true,
    // Node finds the names for an ESM `import` in what esbuild writes for this platform and format.
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    plugins: [otherEntryPoints(folder)],
    logLevel: "warning",
  });
}

/** Leaves the other entry points outside: they are loaded once, whoever asks for them. */
function otherEntryPoints(folder: string): Plugin {
  const own = path.join(ROOT, folder);
  const others = BUNDLED.map((other) => path.join(ROOT, other)).filter((other) => other !== own);
  return {
    name: "other-entry-points",
    setup(bundler) {
      bundler.onResolve({ filter: /^\./ }, (imported) => {
        const target = path.join(imported.resolveDir, imported.path);
        if (!others.includes(target)) return undefined;
        return { path: `${path.relative(own, target)}/index.js`, external: true };
      });
    },
  };
}

function removeScripts(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files) if (file.endsWith(".js")) rmSync(path.join(folder, file));
}

void main();
