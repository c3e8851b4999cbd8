import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const PACKAGES = path.join(__dirname, "node_modules/@stryker-mutator");

/** A small breaking change of a file, and whether a test noticed it. */
export interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Stryker's report, as far as it is read here. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
}

/** Breaks the files in a copy of the repository, and runs the tests that the patterns name. */
export function runStryker(files: readonly string[], tests: readonly string[]): Report {
  // Some 60 MB that nobody else needs.
  if (!existsSync(PACKAGES)) execFileSync("npm", ["ci"], { cwd: __dirname, stdio: "inherit" });
  const folder = mkdtempSync(path.join(tmpdir(), "datadog-llm-mutation-"));
  const testMatch = tests.map((one) => `<rootDir>/${one}`);
  // Stryker puts its own environment around Node's, and finds no other by `<rootDir>`.
  const project = createRequire(__filename)(path.join(ROOT, "jest.config.js")) as object;
  const report = path.join(folder, "report.json");
  const config = path.join(folder, "stryker.json");
  writeFileSync(
    config,
    JSON.stringify(configOf(files, { ...project, testEnvironment: "node", testMatch }, report)),
  );
  const program = path.join(PACKAGES, "core/bin/stryker.js");
  const ran = spawnSync(process.execPath, [program, "run", config], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (ran.status !== 0) throw new Error(`Stryker ended with ${String(ran.status)}.`);
  const result = JSON.parse(readFileSync(report, "utf8")) as Report;
  rmSync(folder, { recursive: true });
  return result;
}

function configOf(files: readonly string[], jest: object, report: string): object {
  return {
    mutate: files,
    testRunner: "jest",
    plugins: [path.join(PACKAGES, "jest-runner/dist/src/index.js")],
    jest: { projectType: "custom", config: jest },
    coverageAnalysis: "perTest",
    // Loaded once per process, these are asked of no test; they are the texts and tables of the product.
    ignoreStatic: true,
    concurrency: 2,
    timeoutMS: 20_000,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: report },
    tempDirName: path.join(tmpdir(), "datadog-llm-mutation-copies"),
    ignorePatterns: ["dist", "cdktf.out", "coverage", "docs/images"],
    disableTypeChecks: false,
  };
}
