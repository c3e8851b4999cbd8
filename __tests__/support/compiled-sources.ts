import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

export const REPOSITORY = path.resolve(__dirname, "../..");

/** Folders that the package ships. */
export const SHIPPED = ["telemetry", "constructs", "runtime", "lab", "release", "review", "cli"];

/** For browsers: bundled from its source where a report is written. */
const PAGE = "lab/report/page";

/** What is not compiled. */
const LINKED = [
  ...[PAGE, "lab/query/generated", "node_modules"],
  ...["__tests__/node_modules", "__tests__/packages"],
];

/** Folders of programs that tests start beside themselves. */
const TESTS = ["__tests__/lab", "__tests__/runtime", "__tests__/support"];

/**
 * The folders that the package ships, the examples, and the programs of tests, in JavaScript, beside this repository's
 * packages. Compiled once in a run of Jest, whose temporary folder is its own: a process that compiles
 * them for itself spends more time on that than on what a test asks of it. What is there, nobody changes.
 */
export function compiledSources(): string {
  const folder = path.join(tmpdir(), "datadog-llm-compiled");
  if (existsSync(folder)) return folder;
  const own = mkdtempSync(`${folder}-`);
  compile([...SHIPPED, "examples", ...TESTS], own);
  for (const file of LINKED) {
    symlinkSync(path.join(REPOSITORY, file), path.join(own, file));
  }
  // The examples name this package itself.
  const manifest = readFileSync(path.join(REPOSITORY, "package.json"), "utf8");
  writeFileSync(path.join(own, "package.json"), manifest.replaceAll('/index.ts"', '/index.js"'));
  try {
    renameSync(own, folder);
  } catch (error) {
    // Another file's tests came first.
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
  return folder;
}

/** A file of the repository, as `compiledSources` has it. */
export function compiledFile(source: string): string {
  const file = path.relative(REPOSITORY, source).replace(/\.ts$/, ".js");
  return path.join(compiledSources(), file);
}

/** File by file, as the compiler would, in a tenth of its time. */
function compile(folders: readonly string[], outdir: string): void {
  const entryPoints = folders
    .flatMap((name) =>
      readdirSync(path.join(REPOSITORY, name), { recursive: true, encoding: "utf8" })
        .filter((file) => /(?<!\.(?:d|test))\.ts$/.test(file))
        .map((file) => path.join(REPOSITORY, name, file)),
    )
    .filter((file) => !file.startsWith(path.join(REPOSITORY, PAGE, path.sep)));
  buildSync({ entryPoints, outdir, outbase: REPOSITORY, format: "cjs", platform: "node" });
}
