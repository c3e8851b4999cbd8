/**
 * Runs the tests that depend on Node and dd-trace on other versions of both:
 * `node --import tsx scripts/test-on-node.ts 22 24`, and after the versions, if need be, the test files.
 *
 * Works on a temporary copy of the checkout, so that `node_modules` stays as the lock file has it.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.join(__dirname, "..");
const VERSIONS = ["22", "24"];
const TESTS = ["runtime", "runtime-consumer", "examples", "lab"].map(
  (name) => `__tests__/${name}/`,
);

/** Version 6 needs Node 22. The lock file holds version 5, which Node 20 runs. */
const DD_TRACE_6 = "6.21.0";

function main(args: readonly string[]): void {
  const versions = args.filter((arg) => /^\d+$/.test(arg));
  const tests = args.filter((arg) => !versions.includes(arg));
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "datadog-llm-nodes-")));
  try {
    const copy = copyCheckout(folder);
    for (const version of versions.length > 0 ? versions : VERSIONS) {
      const node = findNode(version, folder);
      const tracer = useTracer(version, folder, copy);
      const outcome = test(node, copy, tests.length > 0 ? tests : TESTS);
      console.log(`Node ${run(node, ["--version"], folder)}, dd-trace ${tracer}: ${outcome}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of the checkout as they are, with links in place of the packages. */
function copyCheckout(folder: string): string {
  const copy = path.join(folder, "checkout");
  const listed = run("git", ["ls-files", "--cached", "--others", "--exclude-standard"], ROOT);
  for (const file of listed.split("\n")) {
    const from = path.join(ROOT, file);
    if (existsSync(from)) cpSync(from, path.join(copy, file));
  }
  const modules = path.join(copy, "node_modules");
  mkdirSync(modules);
  for (const name of readdirSync(path.join(ROOT, "node_modules"))) {
    if (name !== "dd-trace") link(path.join(ROOT, "node_modules", name), path.join(modules, name));
  }
  for (const folder of ["__tests__/node_modules", "__tests__/packages/node_modules"]) {
    link(path.join(ROOT, folder), path.join(copy, folder));
  }
  return copy;
}

/** The Node that runs this script, where it is of that version; else from the npm package `node`. */
function findNode(version: string, folder: string): string {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  return path.join(install(`node@${version}`, folder), "node/bin/node");
}

function useTracer(version: string, folder: string, copy: string): string {
  const modules =
    Number(version) < 22
      ? path.join(ROOT, "node_modules")
      : install(`dd-trace@${DD_TRACE_6}`, folder);
  const used = path.join(copy, "node_modules/dd-trace");
  rmSync(used, { force: true });
  link(path.join(modules, "dd-trace"), used);
  const { version: installed } = JSON.parse(
    readFileSync(path.join(used, "package.json"), "utf8"),
  ) as { readonly version: string };
  return installed;
}

/** Installs a package on its own; returns the `node_modules` that it is in. */
function install(name: string, folder: string): string {
  const project = path.join(folder, name);
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, "package.json"), "{}");
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", name], project);
  return path.join(project, "node_modules");
}

function test(node: string, copy: string, tests: readonly string[]): string {
  const report = path.join(copy, "report.json");
  rmSync(report, { force: true });
  const jest = path.join(copy, "node_modules/jest/bin/jest.js");
  const { status } = spawnSync(node, [jest, "--json", `--outputFile=${report}`, ...tests], {
    cwd: copy,
    // Of what the tests start, npm looks for its Node there.
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env["PATH"]}` },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) process.exitCode = 1;
  const counts = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
  const broken = counts["numRuntimeErrorTestSuites"];
  return `${counts["numPassedTests"]} passed, ${counts["numFailedTests"]} failed, ${broken} files did not run`;
}

function link(target: string, at: string): void {
  symlinkSync(target, at, "dir");
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout.trim();
}

main(process.argv.slice(2));
